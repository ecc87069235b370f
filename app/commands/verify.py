"""`verify FILE_OR_TEXT`: is a certificate genuine and in force; no desk and no network needed."""

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from app import paths
from app.commands.verdict_wording import ANSWERS, CODES, FACTS, KINDS
from app.commands.wording import add_language
from app.domain.certificate_number import format_certificate_number
from app.domain.text import Language
from app.seal.claims import CREDITED
from app.seal.trust import Trust
from app.seal.verifying import Answer, Verdict, verify
from app.sync.trust_folder import read_trust

EXIT_CODES = {
    Answer.VALID: 0,
    Answer.PRACTICE: 3,
    Answer.GENUINE_STATUS_UNCERTAIN: 4,
    Answer.SUSPENDED: 5,
    Answer.REVOKED: 5,
    Answer.REPLACED: 5,
    Answer.EXPIRED: 5,
    Answer.NOT_ACCREDITED: 5,
    Answer.UNKNOWN_ISSUER: 6,
    Answer.NOT_GENUINE: 7,
}
"""0 only for a certificate that is genuine and in force; 1 is a file that cannot be read."""

_EPILOG = "exit: 0 VALID, 3 PRACTICE, 4 uncertain, 5 not in force, 6 unknown issuer, 7 not genuine"
_BEST_FIRST = tuple(Answer)


def add_parser(subparsers: Any) -> None:  # noqa: ANN401 - argparse keeps its type private
    """Adds `verify`."""
    parser = subparsers.add_parser(
        "verify", help="kontrollera ett bevis · check a certificate", epilog=_EPILOG
    )
    parser.add_argument("subject", metavar="FILE_OR_TEXT", help="PDF, PNG, JPEG · https://…/v#…")
    parser.add_argument(
        "--trust",
        metavar="FOLDER",
        type=Path,
        help="roots.txt, trust_list.cose, status_bundle.cbor",
    )
    add_language(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints the answer in words, gives its exit code.

    Raises TrustNotReadable, FileTooLarge, NotReadable, NoCodeFound.
    """
    verdict = _best(_texts(arguments.subject), _trust(arguments.trust), date.today())
    print("\n".join(_lines(verdict, arguments.language)))
    return EXIT_CODES[verdict.answer]


def _texts(subject: str) -> tuple[str, ...]:
    """A QR text holds a `#`, a file's name hardly ever."""
    if "#" in subject and not Path(subject).exists():
        return (subject.strip(),)
    from app.certificate.reading import codes_in_file

    return codes_in_file(Path(subject))


def _trust(folder: Path | None) -> Trust:
    """The folder named, else what the product was shipped with, else nobody is believed."""
    shipped = paths.resource_folder() / "trust"
    if folder is None and not shipped.is_dir():
        return Trust(())
    return read_trust(folder or shipped)


def _best(texts: tuple[str, ...], trust: Trust, today: date) -> Verdict:
    """Of several codes on a page the best answer."""
    verdicts = [verify(text, trust, today) for text in texts]
    return min(verdicts, key=lambda verdict: _BEST_FIRST.index(verdict.answer))


def _lines(verdict: Verdict, language: Language) -> Iterator[str]:
    yield f"{ANSWERS[verdict.answer].in_language(language)} ({verdict.answer} {verdict.code})"
    if verdict.code in CODES:
        yield CODES[verdict.code].in_language(language)
    yield from (
        f"{FACTS[key].in_language(language) + ':':<18}{value}"
        for key, value in _facts(verdict, language)
        if value
    )


def _facts(verdict: Verdict, language: Language) -> Iterator[tuple[str, str]]:
    """What the code claims, where a signature carries it, and as of which lists (R40, R41)."""
    claims, accreditation = verdict.certificate, verdict.accreditation
    if claims is not None and accreditation is not None:
        yield "number", format_certificate_number(claims.certificate_id)
        yield "name", claims.name
        yield "birth_date", _day(claims.birth_date)
        yield "profile", claims.profile
        yield "kind", "" if claims.practice else KINDS[claims.kind].in_language(language)
        yield "levels", " ".join(_level(level) for level in claims.levels)
        yield "issued", _day(claims.issued)
        yield "valid_to", _day(claims.valid_to)
        yield "centre", claims.centre or accreditation.centre
        yield "assessor", f"{accreditation.assessor} ({accreditation.number})"
    yield "status_date", _day(verdict.status_date) or "–"
    yield "trust_date", _day(verdict.trust_date) or "–"


def _level(level: int) -> str:
    return "T" if level == CREDITED else str(level) if level else "–"


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
