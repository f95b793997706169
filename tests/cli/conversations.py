"""Folders as Polis exports them, small and ours."""

from pathlib import Path

COMMENTS = "timestamp,comment-id,author-id,moderated,comment-body\n"
VOTES = "timestamp,comment-id,voter-id,vote\n"
NOW = 1_700_000_000_000


def folder_with(
    path: Path,
    comments: str = "1000,0,1,1,A bench.\n",
    votes: str = "2000,0,1,1\n",
    summary: str | None = "topic,Benches\nconversation-description,Where to sit?\n",
) -> Path:
    """A folder with these lines under the usual first ones; None leaves the summary out."""
    path.mkdir(exist_ok=True)
    (path / "comments.csv").write_text(COMMENTS + comments, encoding="utf-8")
    (path / "votes.csv").write_text(VOTES + votes, encoding="utf-8")
    if summary is not None:
        (path / "summary.csv").write_text(summary, encoding="utf-8")
    return path
