"""What came in a request's body, read up to a limit; and forms with what is wrong in them."""

import json
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

DAMAGED: Final = "This form arrived damaged. Send it again."
FORM_BYTES: Final = 64 * 1024
JSON_BYTES: Final = 1024 * 1024
_FIELDS_AT_MOST: Final = 100


@dataclass(slots=True)
class Form:
    """The fields of a form as they were typed, and what to say beside each.

    Keys of `errors` are names of fields, or "" for the form as a whole.
    `status` is the HTTP status to show it again with.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    status: int = 200

    def get(self, name: str, default: str = "") -> str:
        """Return what was typed into a field, without blanks around it."""
        return self.fields.get(name, default).strip()

    def ticked(self, name: str) -> bool:
        """Tell whether a box was ticked."""
        return self.get(name) == "yes"

    def note(self, name: str, message: str, status: int = 422) -> None:
        """Say what is wrong with a field, and what to do; the first thing said stays."""
        self.errors.setdefault(name, message)
        self.status = max(self.status, status)


async def read_body(request: Request, limit_bytes: int) -> bytes:
    """Return the body, refusing one that is too long before it is all here.

    Raises:
        HTTPException: 413.
    """
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit_bytes:
            raise HTTPException(413, "That is more than fits. Send less at a time.")
    return bytes(body)


async def read_form(request: Request) -> Form:
    """Return the fields of a posted form.

    Raises:
        HTTPException: 413, or 400 when it is no form.
    """
    body = await read_body(request, FORM_BYTES)
    try:
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            errors="replace",
            max_num_fields=_FIELDS_AT_MOST,
        )
    except ValueError as error:
        raise HTTPException(400, DAMAGED) from error
    return Form(fields=dict(pairs))


async def read_json(request: Request) -> object:
    """Return the JSON value of the body.

    Raises:
        HTTPException: 413, or 400 when it is no JSON.
    """
    body = await read_body(request, JSON_BYTES)
    try:
        value: object = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise HTTPException(400, "The body is not JSON.") from error
    return value


async def read_upload(request: Request, name: str, limit_bytes: int) -> bytes:
    """Return the file of one field of a form, empty where none was chosen.

    Raises:
        HTTPException: 413, or 400 when it is no form with files.
    """
    body = await read_body(request, limit_bytes)

    async def once() -> AsyncGenerator[bytes]:
        yield body

    try:
        form = await MultiPartParser(request.headers, once(), max_files=1, max_fields=9).parse()
    except (MultiPartException, KeyError) as error:
        raise HTTPException(400, DAMAGED) from error
    try:
        file = form.get(name)
        return await file.read() if isinstance(file, UploadFile) else b""
    finally:
        await form.close()
