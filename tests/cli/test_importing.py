"""Where an import begins: at its own workshop, once, whatever happened to earlier runs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from codesign.cli.api import AwayError, Granted, LoginRefusedError
from codesign.cli.errors import Refusal
from codesign.cli.importing import ELSEWHERE, Job, _begin
from codesign.cli.plan import Names, Plan
from codesign.cli.state import State, StateFile
from codesign.domain.ids import ParticipantId, WorkshopId

KEY = "a conversation/"


@dataclass
class Server:
    """Creates a workshop once; its answer can be lost on the way."""

    workshops: set[str] = field(default_factory=set)
    loses_answers: int = 0

    async def create_workshop(
        self,
        workshop: WorkshopId,
        _facilitator: ParticipantId,
        words: Mapping[str, str],
        _token: str,
    ) -> Granted | None:
        assert words["title"] == "Benches"
        if workshop in self.workshops:
            return None
        self.workshops.add(workshop)
        if self.loses_answers:
            self.loses_answers -= 1
            raise AwayError("the answer was lost")
        return Granted(f"login of {workshop}", "link")

    async def ticket(self, workshop: WorkshopId, login: str) -> str:
        if workshop not in self.workshops or login != f"login of {workshop}":
            raise LoginRefusedError
        return "ticket"


def job(tmp_path: Path) -> Job:
    return Job(
        title="Benches",
        question="",
        facilitator="Polis import",
        plan=lambda names, _: Plan(
            round=names.round, people={}, opening=(), steps=(), closing=(), repeats=0
        ),
        told=lambda _: [],
        key=KEY,
        url="http://127.0.0.1",
        token="",
        speed=None,
        state=StateFile(KEY, tmp_path),
    )


async def test_the_first_run_creates_the_workshop_and_remembers_its_login(tmp_path: Path) -> None:
    names, state = await _begin(Server(), job(tmp_path))

    assert names.workshop == Names(KEY).workshop
    assert state == job(tmp_path).state.read()
    assert state.login == f"login of {names.workshop}"


async def test_a_later_run_goes_on_in_the_same_workshop(tmp_path: Path) -> None:
    server = Server()
    first, _ = await _begin(server, job(tmp_path))
    again, _ = await _begin(server, job(tmp_path))

    assert first.workshop == again.workshop
    assert len(server.workshops) == 1


async def test_when_the_answer_was_lost_the_next_run_takes_another_workshop(
    tmp_path: Path,
) -> None:
    server = Server(loses_answers=2)
    for _ in range(2):
        with pytest.raises(AwayError):
            await _begin(server, job(tmp_path))

    names, state = await _begin(server, job(tmp_path))

    # Nobody has the logins of the first two, which are empty.
    assert len(server.workshops) == 3
    assert names.workshop == Names(KEY, 2).workshop
    assert state.attempt == 2


async def test_on_a_server_that_was_set_up_anew_it_begins_anew(tmp_path: Path) -> None:
    await _begin(Server(), job(tmp_path))
    anew = Server()

    names, _ = await _begin(anew, job(tmp_path))

    assert anew.workshops == {names.workshop} == {Names(KEY).workshop}


async def test_what_was_imported_from_elsewhere_is_not_taken_over(tmp_path: Path) -> None:
    server = Server()
    await _begin(server, job(tmp_path / "one"))

    for _ in range(2):
        with pytest.raises(Refusal, match=ELSEWHERE):
            await _begin(server, job(tmp_path / "other"))
    assert len(server.workshops) == 1


async def test_a_login_that_holds_no_more_does_not_open_a_second_workshop(tmp_path: Path) -> None:
    server = Server()
    await _begin(server, job(tmp_path))
    job(tmp_path).state.write(State(login="of an earlier secret"))

    for _ in range(2):
        with pytest.raises(Refusal, match=ELSEWHERE):
            await _begin(server, job(tmp_path))
    assert len(server.workshops) == 1
