"""`authority accredit`: what a seal asks by code or text, signed and handed back the same way."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any

from app.certificate.authority_answer import accreditation_of
from app.certificate.code_picture import code_for_terminal, code_png, code_svg
from app.commands.passphrase import add_passphrase, passphrase
from app.commands.wording import add_language
from app.domain.errors import UserError
from app.domain.text import Language, Text
from app.reports.whole_file import write_file
from app.seal.accredit_text import (
    MAX_TEXT,
    AccreditationRequest,
    NotThisText,
    TextKind,
    answer_text,
    looks_like,
    read_request,
)
from app.seal.authority import sign_accreditation
from app.seal.ceremony import AskedSeal
from app.seal.claims import AccreditationClaims
from app.seal.codes import BadSeal
from app.seal.owner_key import open_key

_DAYS, _OLD_DAYS = 90, 30
_ASKED = Text(
    "Plomb:       {seal}\nBedömare:    {assessor}, nr {number}\nTestcenter:  {centre}\n"
    "Profiler:    {profiles}\nGäller:      {first} till {last}\n"
    "Frågan är från {asked}, löpnummer {serial}",
    "Seal:        {seal}\nAssessor:    {assessor}, no {number}\nTest centre: {centre}\n"
    "Profiles:    {profiles}\nValid:       {first} to {last}\nAsked on {asked}, serial {serial}",
)
_COMPARE = Text(
    "Jämför plombens id med det som står på bedömarens skärm.",
    "Compare the seal's id with what stands on the assessor's screen.",
)
_ASK = Text("Ackreditera plomben? Skriv ja: ", "Accredit the seal? Type yes: ")
_NOTHING = Text("Inget är signerat.", "Nothing has been signed.")
_ANSWER = Text(
    "Svaret. Låt datorn läsa koden, eller skicka texten:",
    "The answer. Let the laptop read the code, or send the text:",
)
_DRAWN = Text("Koden ligger i {}.", "The code is in {}.")
_SUFFIXES = {".png": code_png, ".svg": code_svg}


class CannotBeSigned(UserError):
    """No verifier would take the statement: the days or the profiles are not as they may be."""


class NoProfiles(UserError):
    """The request names no profile: say which with --profiles."""


class RequestTooOld(UserError):
    """The request was made on another day than about now; `asked`: its day."""

    def __init__(self, asked: date) -> None:
        super().__init__()
        self.asked = asked


class NotADrawing(UserError):
    """The code is drawn as .png or .svg; `name` is neither."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


def add_parser(acts: Any) -> None:  # noqa: ANN401 - argparse keeps its type private
    """Adds the act."""
    parser = acts.add_parser("accredit", help="ackreditera en plomb genom kod · a seal by its code")
    parser.add_argument("asked", metavar="PICTURE|TEXT", help="- läser stdin · reads stdin")
    parser.add_argument("--key", metavar="KEY", type=Path, required=True)
    parser.add_argument("--out", metavar="CODE", type=Path, help="svarets kod, .png/.svg")
    parser.add_argument("--days", type=int, default=_DAYS, help="högst · at most 119")
    parser.add_argument("--profiles", help="andra än de frågade · others than asked: CNC-1,SVE-1")
    parser.add_argument("--yes", action="store_true", help="fråga inte · do not ask")
    add_passphrase(parser)
    add_language(parser)
    parser.set_defaults(run=run_accredit)


def run_accredit(arguments: argparse.Namespace) -> int:
    """Shows what is asked, asks once, signs, and hands the answer over as text and code.

    Raises NotThisText, BadSeal, NoProfiles, RequestTooOld, NotADrawing, WrongPassphrase …
    """
    language, out = arguments.language, arguments.out
    if out is not None and out.suffix.lower() not in _SUFFIXES:
        raise NotADrawing(out.name)
    request = _request(arguments.asked)
    claims = _claims(request, arguments, date.today())
    print(_shown(request, claims, language))
    if not arguments.yes and not _agrees(_ASK.in_language(language)):
        print(_NOTHING.in_language(language))
        return 1
    key = open_key(arguments.key, passphrase(arguments, arguments.key.name))
    answer = answer_text(sign_accreditation(key, claims))
    print(_ANSWER.in_language(language))
    print(answer)
    if out is not None:
        write_file(out, _SUFFIXES[out.suffix.lower()](answer))
        print(_DRAWN.in_language(language).format(out))
    if sys.stdout.isatty():
        print(code_for_terminal(answer))
    return 0


def _request(asked: str) -> AccreditationRequest:
    try:
        return read_request(_text(asked))
    except BadSeal as error:
        raise NotThisText(TextKind.REQUEST, "damaged") from error


def _text(asked: str) -> str:
    """The request in a picture, a text file, on stdin, or as given."""
    if asked == "-":
        return sys.stdin.read(2 * MAX_TEXT)
    if looks_like(asked) is not None:
        return asked
    from app.certificate.reading import NotReadable, codes_in_file

    path = Path(asked)
    try:
        texts = codes_in_file(path)
    except NotReadable as unreadable:
        if unreadable.reason != "unknown":
            raise
        return path.read_bytes()[: 2 * MAX_TEXT].decode("ascii", "replace")
    return next((text for text in texts if looks_like(text) is TextKind.REQUEST), texts[0])


def _claims(
    request: AccreditationRequest, arguments: argparse.Namespace, today: date
) -> AccreditationClaims:
    if abs((today - request.asked).days) > _OLD_DAYS:
        raise RequestTooOld(request.asked)
    named = tuple(code.strip() for code in (arguments.profiles or "").split(",") if code.strip())
    if not (named or request.profiles):
        raise NoProfiles
    asked = AskedSeal(
        request.public,
        request.assessor,
        request.number,
        request.centre,
        named or request.profiles,
        request.serial,
    )
    try:
        claims = accreditation_of(asked, arguments.days, today)
        claims.to_bytes()
    except (BadSeal, OverflowError) as error:
        raise CannotBeSigned from error
    return claims


def _shown(request: AccreditationRequest, claims: AccreditationClaims, language: Language) -> str:
    words = _ASKED.in_language(language).format(
        seal=_grouped(request.kid.hex()),
        assessor=claims.assessor,
        number=claims.number,
        centre=claims.centre,
        profiles=", ".join(claims.profiles),
        first=claims.first_day,
        last=claims.last_day,
        asked=request.asked,
        serial=claims.serial,
    )
    return f"{words}\n{_COMPARE.in_language(language)}"


def _grouped(text: str) -> str:
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def _agrees(question: str) -> bool:
    try:
        return input(question).strip().lower() in ("ja", "yes")
    except EOFError:
        return False
