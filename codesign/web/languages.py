"""Which language the pages speak to a reader: the one chosen on this device, else what it asks for.

It does not follow the workshop's language: the translation is for who wants it. The choice is kept
in a cookie that holds nothing else, which the room reads and sets too.
"""

from typing import Final, Literal
from urllib.parse import urlencode

from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from codesign.web.logins import cookies

Language = Literal["en", "cy"]

# Each by its own name, for a link that its readers know.
LANGUAGES: Final[dict[Language, str]] = {"en": "English", "cy": "Cymraeg"}
OTHERWISE: Final[Language] = "en"
COOKIE: Final = "codesign-language"
ASKED: Final = "lang"
_KEPT_S: Final = 365 * 24 * 60 * 60


def language_of(request: HTTPConnection) -> Language:
    """Return the language to speak: asked for here, chosen before, or what the device asks for."""
    return (
        _known(request.query_params.get(ASKED, ""))
        or _known(cookies(request.headers).get(COOKIE, ""))
        or _preferred(request.headers.get("accept-language", ""))
    )


def remember_language(request: HTTPConnection, response: Response, *, secure: bool) -> None:
    """Let the browser keep the language that the address asks for, if it asks for one."""
    asked = _known(request.query_params.get(ASKED, ""))
    if asked is not None:
        response.set_cookie(COOKIE, asked, max_age=_KEPT_S, secure=secure, samesite="lax")


def forget_language(response: Response) -> None:
    """Let the browser forget the language that was chosen on it."""
    response.delete_cookie(COOKIE, samesite="lax")


def other_languages(request: HTTPConnection, spoken: Language) -> dict[Language, str]:
    """Return the links, by language, to the same page in the others.

    They are relative, so that no address can lead elsewhere. An answer to a form has
    none: what was typed would be lost on the way.
    """
    if not isinstance(request, Request) or request.method != "GET":
        return {}
    kept = [each for each in request.query_params.multi_items() if each[0] != ASKED]
    return {each: f"?{urlencode([*kept, (ASKED, each)])}" for each in LANGUAGES if each != spoken}


def _known(code: str) -> Language | None:
    return next((each for each in LANGUAGES if each == code), None)


def _preferred(accepted: str) -> Language:
    """Return the language of ours that an `Accept-Language` header puts first."""
    weighed = [(_weight(each), _known(each.strip()[:2].lower())) for each in accepted.split(",")]
    ours = [(weight, language) for weight, language in weighed if language and weight > 0]
    return max(ours, key=lambda each: each[0])[1] if ours else OTHERWISE


def _weight(accepted: str) -> float:
    _, _, q = accepted.partition(";q=")
    try:
        return float(q or 1)
    except ValueError:
        return 0
