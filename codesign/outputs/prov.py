"""Where everything came from, in PROV-O as JSON-LD, for programs that follow provenance.

Needs, ideas, themes, decisions, versions of a redesign, what was said of them, and
where each organisation stands are entities; forming a theme, a vote, a decision, writing
a version, a sign-off and the making of this record are activities; organisations are
agents, and nobody is named. It carries its own context, so that it can be read without the network.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec

from codesign.domain.ids import RedesignId
from codesign.outputs.contents.finding import printed
from codesign.outputs.dates import iso
from codesign.outputs.printable import one_line
from codesign.projections.decision_record import decided
from codesign.projections.outcomes import outcomes
from codesign.projections.reading import Reading
from codesign.projections.records.redesigns import version_key
from codesign.projections.wording import REMOVED

MEDIA_TYPE: Final = "application/ld+json"
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_IN_TERMS: Final = {"@type": "@id"}
_CONTEXT: Final[dict[str, Any]] = {
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "codesign": "urn:codesign:",
    "label": "rdfs:label",
    "at": {"@id": "prov:generatedAtTime", "@type": f"{_XSD}dateTime"},
    "startedAtTime": {"@id": "prov:startedAtTime", "@type": f"{_XSD}dateTime"},
    "firstSeq": {"@id": "codesign:firstSeq", "@type": f"{_XSD}integer"},
    "lastSeq": {"@id": "codesign:lastSeq", "@type": f"{_XSD}integer"},
    "atLocation": {"@id": "prov:atLocation", **_IN_TERMS},
    **{
        name: {"@id": f"prov:{name}", **_IN_TERMS}
        for name in (
            "actedOnBehalfOf",
            "used",
            "wasAssociatedWith",
            "wasAttributedTo",
            "wasDerivedFrom",
            "wasGeneratedBy",
        )
    },
}

Node = dict[str, Any]


def provenance(reading: Reading, base: str) -> bytes:
    """Return the record of where everything came from, as JSON-LD.

    Args:
        reading: of whoever may read it; nobody is named in it.
        base: the address of the workshop with its host; everything is named below it.
    """
    graph = list(_Graph(reading, base).nodes())
    whole = {"@context": _CONTEXT, "@graph": graph}
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"


class _Graph:
    def __init__(self, reading: Reading, base: str) -> None:
        self._reading = reading
        self._base = base

    def nodes(self) -> Iterator[Node]:
        yield from self._record()
        yield from self._organisations()
        yield from self._needs()
        yield from self._ideas()
        yield from self._themes()
        yield from self._votes()
        yield from self._decisions()
        yield from self._versions()
        yield from self._said_of_versions()
        yield from self._positions()
        yield from self._agreements()
        yield from self._outputs()

    def _record(self) -> Iterator[Node]:
        """Yield the software, the people who run the workshop, the record and this making of it."""
        title = one_line(self._reading.workshop["title"])
        yield {"@id": self._name("software"), "@type": "prov:SoftwareAgent", "label": "Codesign"}
        running = {"@id": self._name("facilitators"), "@type": "prov:Agent"}
        lead = self._reading.workshop["lead"]
        if lead in self._reading.rows("organisations"):
            running["actedOnBehalfOf"] = self._name("organisation", lead)
        yield {**running, "label": "Those who run the workshop"}
        yield {
            "@id": self._name("record"),
            "@type": "prov:Entity",
            "label": f"The record of “{title}”",
            "firstSeq": 1,
            "lastSeq": self._reading.seq,
            "wasAttributedTo": self._name("facilitators"),
        }
        yield self._activity("export", self._reading.seq, "This was written from the record") | {
            "used": self._name("record"),
            "wasAssociatedWith": self._name("software"),
        }
        yield {
            "@id": self._name("provenance"),
            "@type": "prov:Entity",
            "label": "This provenance",
            "wasGeneratedBy": self._name("export", str(self._reading.seq)),
            "wasDerivedFrom": self._name("record"),
        }

    def _organisations(self) -> Iterator[Node]:
        for key, each in self._reading.rows("organisations").items():
            name = one_line(each["name"])
            yield {
                "@id": self._name("organisation", key),
                "@type": ["prov:Agent", "prov:Organization"],
                "label": name,
            }

    def _needs(self) -> Iterator[Node]:
        """Yield who needs what, from what is known about it."""
        known = printed(self._reading, "evidence")
        for key, each in known.items():
            yield self._entity("evidence", key, each["statement"], each["seq"])
        for key, each in printed(self._reading, "needs").items():
            speaking = [it for it, of in known.items() if key in of["needs"]]
            words = f"{each['user_group']} need {each['what']}" if each["what"] else ""
            yield self._entity("need", key, words, each["seq"]) | {
                "wasDerivedFrom": [self._name("evidence", it) for it in speaking]
            }

    def _ideas(self) -> Iterator[Node]:
        ideas, needs = self._reading.ideas(None), printed(self._reading, "needs")
        for key, each in ideas.items():
            node = self._entity("idea", key, each["text"], each["seq"])
            derived = [self._name("need", it) for it in each["needs"] if it in needs]
            if each["from_idea"] in ideas:
                derived.append(self._name("idea", each["from_idea"]))
            yield node | self._attributed(each) | {"wasDerivedFrom": derived}

    def _themes(self) -> Iterator[Node]:
        ideas = self._reading.ideas(None)
        for key, each in self._reading.on_board("themes", None).items():
            under = [self._name("idea", idea) for idea, it in ideas.items() if it["theme"] == key]
            yield self._activity("grouping", each["seq"], "Ideas were put together") | {
                "used": under
            }
            yield self._entity("theme", key, each["title"], each["seq"]) | {
                "wasDerivedFrom": under,
                "wasGeneratedBy": self._name("grouping", str(each["seq"])),
            }

    def _votes(self) -> Iterator[Node]:
        options = self._reading.rows("options").values()
        for vote in outcomes(self._reading):
            if vote.group is not None:
                continue
            used = [
                self._name(each["source"], each["option"])
                for each in options
                if each["round"] == vote.round and each["source"] != "text"
            ]
            label = f"Vote: {one_line(vote.question)}"
            yield self._activity("vote", vote.opened_seq, label) | {"used": used}
            if vote.ranking:
                yield self._entity("result", vote.round, f"Result: {vote.question}", vote.seq) | {
                    "wasGeneratedBy": self._name("vote", str(vote.opened_seq))
                }

    def _decisions(self) -> Iterator[Node]:
        shown = {each.round for each in outcomes(self._reading) if each.ranking}
        for each in decided(self._reading):
            rests = None if each.vote is None else each.vote.round
            used = [self._name("result", str(rests))] if rests in shown else []
            yield self._activity("deciding", each.seq, "The room decided") | {"used": used}
            yield self._entity("decision", each.decision, each.text, each.seq) | {
                "wasDerivedFrom": used,
                "wasGeneratedBy": self._name("deciding", str(each.seq)),
            }

    def _versions(self) -> Iterator[Node]:
        """Yield every version of every redesign, each from the one before and what it answers."""
        ideas, themes = self._reading.ideas(None), self._reading.on_board("themes", None)
        decisions, needs = self._reading.rows("decisions"), printed(self._reading, "needs")
        amendments = self._reading.rows("amendments")
        worries = self._reading.rows("objections").items()
        for key, each in self._reading.rows("redesign_versions").items():
            design, number = each["design"], each["version"]
            derived = [self._name("need", it) for it in design.get("needs", ()) if it in needs]
            derived += [self._name("idea", it) for it in design.get("ideas", ()) if it in ideas]
            derived += [self._name("theme", it) for it in design.get("themes", ()) if it in themes]
            if design.get("decision") in decisions:
                derived.append(self._name("decision", design["decision"]))
            if number > 1:
                earlier = version_key(each["redesign"], number - 1)
                derived.append(self._name("redesign", earlier))
            if each["amendment"] in amendments:
                derived.append(self._name("amendment", each["amendment"]))
            derived += [
                self._name("objection", it)
                for it, worry in worries
                if (worry["redesign"], worry["answered_by"]) == (each["redesign"], number)
            ]
            yield self._activity("drafting", each["seq"], "A version was written") | {
                "used": derived
            }
            label = f"{design.get('title', '')} (version {number})"
            yield self._entity("redesign", key, label, each["seq"]) | {
                "wasDerivedFrom": derived,
                "wasGeneratedBy": self._name("drafting", str(each["seq"])),
            }

    def _said_of_versions(self) -> Iterator[Node]:
        """Yield what was suggested and what worried somebody, each of one version."""
        for kind in ("amendment", "objection"):
            for key, each in self._reading.rows(f"{kind}s").items():
                of = self._version(each["redesign"], each["version"])
                node = self._entity(kind, key, each["reason"], each["seq"])
                yield node | self._attributed(each) | {"wasDerivedFrom": [of]}

    def _positions(self) -> Iterator[Node]:
        """Yield each sign-off: where an organisation stands on one version."""
        organisations = self._reading.rows("organisations")
        for key, each in self._reading.rows("positions").items():
            of = self._version(each["redesign"], each["version"])
            who = organisations.get(each["organisation"], {}).get("name") or REMOVED
            label = f"{who}: {each['level'].replace('_', ' ')}"
            yield self._activity("sign-off", each["seq"], "A sign-off") | {"used": [of]}
            node = self._entity("position", key, label, each["seq"])
            yield (
                node
                | self._attributed(each)
                | {
                    "wasDerivedFrom": [of],
                    "wasGeneratedBy": self._name("sign-off", str(each["seq"])),
                }
            )

    def _agreements(self) -> Iterator[Node]:
        """Yield what was agreed and stands, and what a body decided on it."""
        for key, each in self._reading.rows("agreements").items():
            if "agreed_version" in each and each["set_aside"] is None:
                of = self._version(key, each["agreed_version"])
                label = f"Agreed: version {each['agreed_version']}"
                node = self._entity("agreement", key, label, each["agreed_seq"])
                yield node | {"wasDerivedFrom": [of]}
        for key, each in self._reading.rows("formal_decisions").items():
            of = self._version(each["redesign"], each["version"])
            label = f"{each['body'] or REMOVED}: {each['outcome'].replace('_', ' ')}"
            yield self._entity("formal-decision", key, label, each["seq"]) | {
                "wasDerivedFrom": [of]
            }

    def _outputs(self) -> Iterator[Node]:
        """Yield the documents that were published, each made from the record by one making."""
        for key, each in self._reading.rows("outputs").items():
            yield self._activity("publishing", each["seq"], "A document was published") | {
                "used": self._name("record")
            }
            label = f"{each['document'].replace('_', ' ')} ({each['format']})"
            yield self._entity("output", key, label, each["seq"]) | {
                "wasDerivedFrom": [self._name("record")],
                "wasGeneratedBy": self._name("publishing", str(each["seq"])),
            }

    def _version(self, redesign: str, number: int) -> str:
        return self._name("redesign", version_key(RedesignId(redesign), number))

    def _attributed(self, record: Mapping[str, Any]) -> Node:
        """Return whose it is, where that is told and on the board."""
        key = record.get("organisation") or ""
        known = key in self._reading.rows("organisations")
        return {"wasAttributedTo": self._name("organisation", key)} if known else {}

    def _entity(self, kind: str, key: str, words: str, seq: int) -> Node:
        return {
            "@id": self._name(kind, key),
            "@type": "prov:Entity",
            "label": one_line(words) or REMOVED,
            "at": iso(self._reading.marks.at(seq).at),
            "atLocation": f"{self._base}/replay#at={seq}",
        }

    def _activity(self, kind: str, seq: int, label: str) -> Node:
        at = self._reading.at if kind == "export" else self._reading.marks.at(seq).at
        return {
            "@id": self._name(kind, str(seq)),
            "@type": "prov:Activity",
            "label": label,
            "startedAtTime": iso(at),
            "wasAssociatedWith": self._name("facilitators"),
        }

    def _name(self, *parts: str) -> str:
        return f"{self._base}/provenance/{'/'.join(parts)}"
