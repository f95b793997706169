"""Lists the files and functions long enough to look at: a smell, not a law, so it never fails.

A reviewer asks one thing of each: is it deep (one idea behind a small door: leave it, and say so at
its top) or two things (split it along the words in its docstring)?
"""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

# Twice the median of well-loved Python code bases; see what stands out, not what is average.
LONG_FILE_LINES = 300
LONG_FUNCTION_STATEMENTS = 30

ROOT = Path(__file__).parents[1]
FOLDERS = ("codesign", "frontend/src", "infra", "tests")
SUFFIXES = {".py", ".scss", ".svelte", ".ts"}


def main() -> None:
    """Prints both lists, longest first, each with when the file first came."""
    files = [file for folder in FOLDERS for file in sources(ROOT / folder)]
    report(f"Files over {LONG_FILE_LINES} lines", long_files(files))
    report(f"Functions over {LONG_FUNCTION_STATEMENTS} statements", long_functions(files))


def sources(folder: Path) -> Iterator[Path]:
    """Yields the source files of a folder; what was built is nobody's to shorten."""
    for file in sorted(folder.rglob("*")):
        if file.suffix in SUFFIXES and file.is_file() and "static" not in file.parts:
            yield file


def long_files(files: list[Path]) -> Iterator[tuple[int, str, Path]]:
    """Yields (lines, name, file) of each long file."""
    for file in files:
        lines = len(file.read_text(encoding="utf-8").splitlines())
        if lines > LONG_FILE_LINES:
            yield lines, str(file.relative_to(ROOT)), file


def long_functions(files: list[Path]) -> Iterator[tuple[int, str, Path]]:
    """Yields (statements, place and name, file) of each long Python function."""
    for file in files:
        if file.suffix != ".py":
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                # The function itself is a statement too; what is counted is its body.
                statements = sum(isinstance(part, ast.stmt) for part in ast.walk(node)) - 1
                if statements > LONG_FUNCTION_STATEMENTS:
                    place = f"{file.relative_to(ROOT)}:{node.lineno} {node.name}"
                    yield statements, place, file


def report(title: str, found: Iterator[tuple[int, str, Path]]) -> None:
    """Prints one list."""
    print(f"{title}:")
    rows = sorted(found, reverse=True)
    for size, name, file in rows:
        print(f"  {size:5}  since {since(file)}  {name}")
    if not rows:
        print("  none")


def since(file: Path) -> str:
    """Returns the day the file was first committed, or "today" where git has not seen it."""
    command = ["git", "log", "--follow", "--diff-filter=A", "--format=%as", "--", str(file)]
    try:
        log = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return "unknown   "
    days = log.stdout.split()
    return days[-1] if days else "today     "


if __name__ == "__main__":
    main()
