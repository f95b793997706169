"""A conversation is read whole, or refused with the file, the line and the reason."""

from pathlib import Path

import pytest

from codesign.cli.misfit import MisfitError
from codesign.cli.polis import Comment, Vote, fingerprint, read_conversation
from codesign.domain.opening import OPTIONS_AT_MOST
from tests.cli.conversations import COMMENTS, NOW, folder_with


def refusal(folder: Path) -> str:
    with pytest.raises(MisfitError) as refused:
        read_conversation(folder, NOW)
    return str(refused.value).removesuffix(" Nothing was imported.")


def test_comments_votes_and_topic_are_read(tmp_path: Path) -> None:
    read = read_conversation(folder_with(tmp_path), NOW)

    assert (read.topic, read.question) == ("Benches", "Where to sit?")
    assert read.comments == (Comment(number=0, author=1, at=1000, text="A bench.", hidden=False),)
    assert read.votes == (Vote(voter=1, comment=0, at=2000, mark=1),)


def test_columns_may_stand_in_any_order_and_beside_others(tmp_path: Path) -> None:
    folder = folder_with(tmp_path)
    (folder / "votes.csv").write_text("vote,datetime,voter-id,timestamp,comment-id\n-1,x,9,5,0\n")

    assert read_conversation(folder, NOW).votes == (Vote(voter=9, comment=0, at=5, mark=-1),)


def test_a_comment_moderated_out_is_known_as_such(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, comments="1,0,1,-1,Spam.\n1,1,1,0,Unseen.\n1,2,1,1,Seen.\n")

    assert [each.hidden for each in read_conversation(folder, NOW).comments] == [True, False, False]


def test_a_comment_may_go_over_several_lines_and_blank_ones_are_nothing(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, comments='1,0,1,1,"One,\ntwo ""three""."\n\n1,1,1,1,Four.\n\n')

    read = read_conversation(folder, NOW)
    assert [each.text for each in read.comments] == ['One,\ntwo "three".', "Four."]


def test_a_byte_order_mark_is_no_part_of_a_name(tmp_path: Path) -> None:
    folder = folder_with(tmp_path)
    (folder / "comments.csv").write_bytes(b"\xef\xbb\xbf" + (folder / "comments.csv").read_bytes())

    assert len(read_conversation(folder, NOW).comments) == 1


def test_without_a_summary_the_folder_gives_the_topic(tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "Bus stops", summary=None)

    read = read_conversation(folder, NOW)
    assert (read.topic, read.question) == ("Bus stops", "")


def test_a_voter_who_wrote_nothing_and_an_author_who_never_voted_are_people(
    tmp_path: Path,
) -> None:
    folder = folder_with(tmp_path, comments="1,0,7,1,A bench.\n", votes="2,0,8,1\n")

    read = read_conversation(folder, NOW)
    assert (read.comments[0].author, read.votes[0].voter) == (7, 8)


@pytest.mark.parametrize(
    ("votes", "line", "reason"),
    [
        ("2,0,1,1\n2,0,1,2\n", 3, "vote must be from -1 to 1, not 2."),
        ("2,0,1,agree\n", 2, "vote must be a whole number, not 'agree'."),
        ("2,0,1,1.0\n", 2, "vote must be a whole number, not '1.0'."),
        ("2,0,1,\n", 2, "vote must be a whole number, not ''."),
        ("2,0,one,1\n", 2, "voter-id must be a whole number, not 'one'."),
        ("2,0,-4,1\n", 2, "voter-id must be from 0 to 2147483647, not -4."),
        ("2,0,1_0,1\n", 2, "voter-id must be a whole number, not '1_0'."),
        ("2,0,\u0661,1\n", 2, "voter-id must be a whole number, not '\u0661'."),
        ("2,5,1,1\n", 2, "comment-id 5 is not in comments.csv."),
        ("-2,0,1,1\n", 2, f"timestamp must be from 0 to {NOW}, not -2."),
        (f"{NOW + 1},0,1,1\n", 2, f"timestamp must be from 0 to {NOW}, not {NOW + 1}."),
        (f"{'9' * 30},0,1,1\n", 2, f"timestamp must be a whole number, not '{'9' * 30}'."),
        ("2,0,1\n", 2, "it has 3 fields and the first line 4."),
        ("2,0,1,1,1\n", 2, "it has 5 fields and the first line 4."),
        ('2,0,1,1\n2,0,"1,1\n', 3, "it cannot be read as CSV: unexpected end of data."),
    ],
)
def test_a_vote_that_does_not_fit_is_refused(
    tmp_path: Path, votes: str, line: int, reason: str
) -> None:
    assert refusal(folder_with(tmp_path, votes=votes)) == f"votes.csv, line {line}: {reason}"


@pytest.mark.parametrize(
    ("comments", "line", "reason"),
    [
        ("1,0,1,1,A.\n1,0,1,1,B.\n", 3, "comment-id is the same as in line 2."),
        ('1,0,1,1,"A\nB\nC"\n1,1,1,1,D\n1,0,1,1,E\n', 6, "comment-id is the same as in line 2."),
        ("1,0,1,2,A.\n", 2, "moderated must be from -1 to 1, not 2."),
        ("1,0,,1,A.\n", 2, "author-id must be a whole number, not ''."),
        (
            "1,0,1,1,\u200b \n",
            2,
            "comment-body does not fit. There is nothing written yet. Write a few words first.",
        ),
        (
            f"1,0,1,1,{'a' * 4001}\n",
            2,
            "comment-body does not fit. This is longer than fits. Shorten it and send it again.",
        ),
        ("", 1, "there are no statements in it."),
    ],
)
def test_a_comment_that_does_not_fit_is_refused(
    tmp_path: Path, comments: str, line: int, reason: str
) -> None:
    assert (
        refusal(folder_with(tmp_path, comments=comments)) == f"comments.csv, line {line}: {reason}"
    )


def test_more_statements_than_a_round_takes_are_refused_at_the_first_too_many(
    tmp_path: Path,
) -> None:
    lines = "".join(f"1,{number},1,1,A.\n" for number in range(OPTIONS_AT_MOST + 1))

    assert refusal(folder_with(tmp_path, comments=lines)) == (
        f"comments.csv, line {OPTIONS_AT_MOST + 2}: only {OPTIONS_AT_MOST} statements fit."
    )


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    folder = folder_with(tmp_path)
    (folder / "votes.csv").write_text("time,comment-id,voter,vote\n1,0,1,1\n")

    assert refusal(folder) == ("votes.csv, line 1: the column timestamp and voter-id is missing.")


def test_an_empty_file_misses_its_columns(tmp_path: Path) -> None:
    folder = folder_with(tmp_path)
    (folder / "comments.csv").write_text("")

    assert "the column timestamp and comment-id" in refusal(folder)


@pytest.mark.parametrize("missing", ["comments.csv", "votes.csv"])
def test_a_missing_file_is_named(tmp_path: Path, missing: str) -> None:
    folder = folder_with(tmp_path)
    (folder / missing).unlink()

    assert refusal(folder) == f"{missing}, line 1: it cannot be read: No such file or directory."


def test_text_that_is_not_utf_8_is_refused_with_its_line(tmp_path: Path) -> None:
    folder = folder_with(tmp_path)
    (folder / "comments.csv").write_bytes(f"{COMMENTS}1,0,1,1,A.\n".encode() + b"1,1,1,1,caf\xe9\n")

    assert refusal(folder) == "comments.csv, line 3: it is not UTF-8 text."


@pytest.mark.parametrize(
    ("summary", "line", "name"),
    [
        ("url,x\n", 1, "topic"),
        ("url,x\ntopic, \n", 2, "topic"),
        (f"topic,{'a' * 201}\n", 1, "topic"),
        (f"topic,A\nconversation-description,{'a' * 4001}\n", 2, "conversation-description"),
    ],
)
def test_a_summary_that_does_not_fit_is_refused(
    tmp_path: Path, summary: str, line: int, name: str
) -> None:
    assert refusal(folder_with(tmp_path, summary=summary)).startswith(
        f"summary.csv, line {line}: {name} does not fit. "
    )


def test_another_export_of_the_same_conversation_is_another_one(tmp_path: Path) -> None:
    first = fingerprint(folder_with(tmp_path))
    again = fingerprint(folder_with(tmp_path))
    later = fingerprint(folder_with(tmp_path, votes="2000,0,1,1\n3000,0,1,-1\n"))

    assert first == again != later
