"""`verify FILE_OR_TEXT`: is a certificate genuine and in force; no desk and no network needed."""

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from app import paths
from app.certificate.checking import CodeCheck, check_code, check_codes
from app.commands.layer_wording import FOREIGN, layer_lines
from app.commands.verdict_wording import ANSWERS, CODES, FACTS, KINDS
from app.commands.wording import add_language
from app.domain.certificate_number import format_certificate_number
from app.domain.text import Language
from app.seal.claims import CREDITED
from app.seal.trust import Trust
from app.seal.verifying import Answer, Verdict
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

DIFFERS = 8
"""The code is genuine, but page, badge or signature say otherwise."""

_EPILOG = (
    "exit: 0 VALID, 3 PRACTICE, 4 uncertain, 5 not in force, 6 unknown issuer, 7 not genuine, "
    "8 the file says other than its code; of several certificates the highest"
)


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
    """Prints the answer in words for every certificate, gives the gravest one's exit code.

    Raises TrustNotReadable, FileTooLarge, NotReadable, NoCodeFound.
    """
    checks = _checks(arguments.subject, read_trust_of(arguments.trust), date.today())
    print("\n\n".join("\n".join(_lines(check, arguments.language)) for check in checks))
    return max(_exit_code(check) for check in checks)


def _exit_code(check: CodeCheck) -> int:
    differs = check.layers is not None and check.layers.differ
    return max(EXIT_CODES[check.verdict.answer], DIFFERS if differs else 0)


def _checks(subject: str, trust: Trust, today: date) -> tuple[CodeCheck, ...]:
    """A text unless a file of that name exists; a QR text is longer than any file's name."""
    if _is_text(subject):
        return (check_code(subject, trust, today),)
    from app.certificate.reading import read_file

    return check_codes(read_file(Path(subject)), trust, today, lambda _profile: None)


def _is_text(subject: str) -> bool:
    try:
        is_file = Path(subject).exists()
    except (OSError, ValueError):  # longer than a name may be, or with a zero in it
        return True
    return not is_file and ("#" in subject or ":" in subject[2:8])


def read_trust_of(folder: Path | None) -> Trust:
    """The folder named, else what the product was shipped with, else nobody is believed."""
    shipped = paths.resource_folder() / "trust"
    if folder is None and not shipped.is_dir():
        return Trust(())
    return read_trust(folder or shipped)


def _lines(check: CodeCheck, language: Language) -> Iterator[str]:
    verdict = check.verdict
    yield f"{ANSWERS[verdict.answer].in_language(language)} ({verdict.answer} {verdict.code})"
    if check.foreign is not None:
        yield FOREIGN[check.foreign].in_language(language)
    elif verdict.code in CODES:
        yield CODES[verdict.code].in_language(language)
    if check.layers is not None and verdict.certificate is not None:
        yield from layer_lines(check.layers, language)
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
    if claims is not None and accreditation is not None and not claims.is_protected:
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
