"""A Polis conversation, read from its folder and checked to the last line.

Nothing is sent before everything fits: a file that does not is refused with
its name, the line and the reason, so that nothing is ever half imported.
Words are checked by the rules the server itself applies.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from codesign.cli.misfit import MisfitError
from codesign.domain.errors import CommandRejectedError
from codesign.domain.opening import OPTIONS_AT_MOST
from codesign.domain.words import TITLE_CHARS, one_line, optional_words, words

COMMENTS: Final = "comments.csv"
VOTES: Final = "votes.csv"
SUMMARY: Final = "summary.csv"

_COMMENT_COLUMNS: Final = ("timestamp", "comment-id", "author-id", "moderated", "comment-body")
_VOTE_COLUMNS: Final = ("timestamp", "comment-id", "voter-id", "vote")
# Polis counts people and statements with 32 bits; more is no number of theirs.
_MOST: Final = 2**31 - 1
_NUMBER: Final = re.compile(r"-?[0-9]{1,18}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A statement; `hidden` if it was moderated out. `at` is ms UTC."""

    number: int
    author: int
    at: int
    text: str
    hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """A vote on a statement: agree 1, disagree -1, pass 0. `at` is ms UTC."""

    voter: int
    comment: int
    at: int
    mark: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """A whole conversation, in the order of its files."""

    topic: str
    question: str
    comments: tuple[Comment, ...]
    votes: tuple[Vote, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    file: str
    line: int
    fields: Mapping[str, str]

    def number(self, column: str, least: int, most: int) -> int:
        text = self.fields[column].strip()
        if not _NUMBER.fullmatch(text):
            raise self.misfit(column, f"must be a whole number, not {text[:40]!r}.")
        if not least <= int(text) <= most:
            raise self.misfit(column, f"must be from {least} to {most}, not {text}.")
        return int(text)

    def misfit(self, column: str, reason: str) -> MisfitError:
        return MisfitError(self.file, self.line, f"{column} {reason}")


def read_conversation(folder: Path, now: int) -> Conversation:
    """Return the conversation in a folder with comments.csv and votes.csv.

    Args:
        folder: a Polis export; its summary.csv gives the topic, else its name.
        now: the time in ms UTC; what lies after it cannot have happened.

    Raises:
        MisfitError: something does not fit.
    """
    topic, question = _summary(folder)
    comments = tuple(_comments(folder, now))
    votes = tuple(_votes(folder, frozenset(each.number for each in comments), now))
    return Conversation(topic=topic, question=question, comments=comments, votes=votes)


def fingerprint(folder: Path) -> str:
    """Return what tells this conversation from any other, and from an earlier export of it."""
    digest = sha256()
    for file in (COMMENTS, VOTES):
        digest.update(sha256((folder / file).read_bytes()).digest())
    return digest.hexdigest()


def _comments(folder: Path, now: int) -> Iterator[Comment]:
    seen: dict[int, int] = {}
    for row in _rows(folder, COMMENTS, _COMMENT_COLUMNS):
        comment = _comment(row, now)
        if comment.number in seen:
            raise row.misfit("comment-id", f"is the same as in line {seen[comment.number]}.")
        seen[comment.number] = row.line
        if len(seen) > OPTIONS_AT_MOST:
            raise MisfitError(COMMENTS, row.line, f"only {OPTIONS_AT_MOST} statements fit.")
        yield comment
    if not seen:
        raise MisfitError(COMMENTS, 1, "there are no statements in it.")


def _comment(row: _Row, now: int) -> Comment:
    text = row.fields["comment-body"]
    try:
        words(text)
    except CommandRejectedError as error:
        raise row.misfit("comment-body", f"does not fit. {error.message}") from None
    return Comment(
        number=row.number("comment-id", 0, _MOST),
        author=row.number("author-id", 0, _MOST),
        at=row.number("timestamp", 0, now),
        text=text,
        hidden=row.number("moderated", -1, 1) == -1,
    )


def _votes(folder: Path, known: frozenset[int], now: int) -> Iterator[Vote]:
    for row in _rows(folder, VOTES, _VOTE_COLUMNS):
        vote = Vote(
            voter=row.number("voter-id", 0, _MOST),
            comment=row.number("comment-id", 0, _MOST),
            at=row.number("timestamp", 0, now),
            mark=row.number("vote", -1, 1),
        )
        if vote.comment not in known:
            raise row.misfit("comment-id", f"{vote.comment} is not in {COMMENTS}.")
        yield vote


def _summary(folder: Path) -> tuple[str, str]:
    """Return topic and question; a summary is good to have and can be missing."""
    lines = {"topic": (1, folder.resolve().name)}
    if (folder / SUMMARY).exists():
        records = _records(folder, SUMMARY)
        lines = {fields[0]: (line, fields[1]) for line, fields in records if len(fields) > 1}
    topic = _fitting(lines, "topic", lambda text: one_line(text, TITLE_CHARS))
    return topic, _fitting(lines, "conversation-description", optional_words)


def _fitting(lines: Mapping[str, tuple[int, str]], name: str, fitted: Callable[[str], str]) -> str:
    line, text = lines.get(name, (1, ""))
    try:
        return fitted(text)
    except CommandRejectedError as error:
        raise MisfitError(SUMMARY, line, f"{name} does not fit. {error.message}") from None


def _rows(folder: Path, file: str, columns: tuple[str, ...]) -> Iterator[_Row]:
    records = _records(folder, file)
    _, names = next(records, (1, []))
    missing = [each for each in columns if each not in names]
    if missing:
        raise MisfitError(file, 1, f"the column {' and '.join(missing)} is missing.")
    for line, fields in records:
        if len(fields) != len(names):
            raise MisfitError(
                file, line, f"it has {len(fields)} fields and the first line {len(names)}."
            )
        yield _Row(file, line, dict(zip(names, fields, strict=True)))


def _records(folder: Path, file: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each record that is not blank, with the line it starts in."""
    reader = csv.reader(io.StringIO(_text(folder, file), newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            fields = next(reader, None)
        except csv.Error as error:
            raise MisfitError(file, line, f"it cannot be read as CSV: {error}.") from None
        if fields is None:
            return
        if fields:
            yield line, fields


def _text(folder: Path, file: str) -> str:
    try:
        data = (folder / file).read_bytes()
    except OSError as error:
        raise MisfitError(file, 1, f"it cannot be read: {error.strerror}.") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise MisfitError(file, line, "it is not UTF-8 text.") from None
