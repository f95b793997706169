"""Files served as they are: read and compressed once, kept in memory.

Vite puts a hash of the content into the names of what it builds, so a browser
may keep those for ever; any other file is asked for again after an hour.
"""

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

FOR_EVER: Final = "public, max-age=31536000, immutable"
AN_HOUR: Final = "public, max-age=3600"
_HASHED: Final = "build/assets/"
_COMPRESS_FROM_BYTES: Final = 1_024
_TEXTS: Final = ("text/", "application/javascript", "application/json", "image/svg+xml")


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    mtime_ns: int
    kind: str
    etag: str
    plain: bytes
    compressed: bytes | None


class StaticFiles:
    """Serves the files of a folder; no listings, and nothing whose name starts with a dot.

    Args:
        folder: what lies in it, at any depth, is public.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._held: dict[Path, _File] = {}

    async def serve(self, request: Request) -> Response:
        """Answer with the file."""
        path = request.path_params["path"]
        file = self._file(path)
        headers = {
            "Cache-Control": FOR_EVER if path.startswith(_HASHED) else AN_HOUR,
            "ETag": file.etag,
            "Vary": "Accept-Encoding",
        }
        if request.headers.get("if-none-match") == file.etag:
            return Response(status_code=304, headers=headers)
        if file.compressed is None or "gzip" not in request.headers.get("accept-encoding", ""):
            return Response(file.plain, media_type=file.kind, headers=headers)
        headers["Content-Encoding"] = "gzip"
        return Response(file.compressed, media_type=file.kind, headers=headers)

    def _file(self, path: str) -> _File:
        found = self._inside(path)
        mtime_ns = found.stat().st_mtime_ns
        held = self._held.get(found)
        if held is None or held.mtime_ns != mtime_ns:
            held = self._held[found] = _read(found, mtime_ns)
        return held

    def _inside(self, path: str) -> Path:
        if "\0" in path or any(not part or part.startswith(".") for part in path.split("/")):
            raise HTTPException(404)
        found = (self._folder / path).resolve()
        if not found.is_relative_to(self._folder) or not found.is_file():
            raise HTTPException(404)
        return found


def _read(path: Path, mtime_ns: int) -> _File:
    plain = path.read_bytes()
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    if kind == "text/javascript":  # both names are in use; browsers take either for modules
        kind = "application/javascript"
    worth_it = kind.startswith(_TEXTS) and len(plain) >= _COMPRESS_FROM_BYTES
    return _File(
        mtime_ns=mtime_ns,
        kind=kind,
        etag=f'"{hashlib.sha256(plain).hexdigest()[:32]}"',
        plain=plain,
        compressed=gzip.compress(plain, mtime=0) if worth_it else None,
    )
