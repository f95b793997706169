"""Documents and open data, rendered from projections.

    recording = recordings.of(workshop_id)          # codesign.replay
    reading = recording.reading(view, seq)          # what the view may read of a version

    document = one_page_summary(reading)            # any workshop, whatever stage it reached
    document = decision_document(reading, decision) # None where there is none to be seen
    FORMATS["odt"].render(document, base)           # a file; `formats` lists them
    await renderings.file(document, "pdf", base)    # the same beside the rooms, in a process

    exports.csv_files(reading, recording.ballots(view, seq))
    exports.event_log(workshop_id, log.read(workshop_id, 0, seq), withheld, names=True)
    exports.seen_log(workshop_id, view, recording.steps(view))
    polis.PolisExport(workshop_id, round_id, reading, ballots, events).files()

`base` is the address of the workshop, `/w/{id}`, with the host before it in
whatever leaves the server. Nothing here reads a clock: the same version gives
the same bytes. Everything is told from what a view may see now; `event_log`
and `polis` are for those who run the workshop, and who calls them makes sure.
"""

from codesign.outputs.decision import decision_document
from codesign.outputs.one_page import one_page_summary

__all__ = ["decision_document", "one_page_summary"]
