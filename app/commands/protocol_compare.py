"""`protocol compare A B` and `protocol show FILE`: what differs, and what a file carries."""

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from app.commands.wording import add_language
from app.domain.change_words import KINDS, PLURALS, change_title, field_lines
from app.domain.comparing import ChangeKind, Comparison, Part, compare
from app.domain.protocol import Protocol
from app.domain.text import Language, Text
from app.protocols.package import load_package
from app.protocols.package_file import NotAPackage, PackageFile, RecallFile, read_file
from app.protocols.sealed import open_package, open_recall
from app.seal.package_seal import PackageClaims
from app.seal.trust import Trust
from app.sync.trust_folder import read_trust

DIFFERENT = 3
"""The exit code of two versions that differ; 0 says that they say the same."""

_SAME = Text("Inget skiljer dem åt.", "Nothing differs.")
_MOVED = Text(
    "OBS: områden eller skala är andra. Versionens första siffra ska höjas.",
    "NOTE: areas or scale differ. The first figure of the version must be raised.",
)
_FACTS = {
    "profile": Text("Profil", "Profile"),
    "scheme": Text("Modell", "Scheme"),
    "owner": Text("Huvudman", "Scheme owner"),
    "window": Text("Intyg gäller", "Statement holds"),
    "signed": Text("Signerat", "Signed"),
    "items": Text("Frågor", "Items"),
    "hash": Text("SHA-256", "SHA-256"),
    "reason": Text("Återkallat", "Recalled"),
}
_BELIEVED = Text(
    "Äkta: signatur, innehåll och kedja håller.", "Genuine: signature, content, chain."
)
_UNASKED = Text(
    "Signatur och innehåll håller. Vem huvudmannen är har inte prövats (--trust FOLDER).",
    "Signature and content hold. Who the owner is was not asked (--trust FOLDER).",
)


def add_parsers(acts: Any) -> None:  # noqa: ANN401 - argparse keeps its type private
    """Adds `compare` and `show`."""
    words = "vad som skiljer två versioner · what differs"
    two = acts.add_parser("compare", help=words, epilog="exit: 0 same, 3 different")
    for name in ("old", "new"):
        two.add_argument(name, metavar=name.upper(), type=Path, help="mapp eller paket")
    two.add_argument("--brief", action="store_true", help="bara antal · counts only")
    add_language(two)
    two.set_defaults(run=run_compare)
    show = acts.add_parser("show", help="vad ett paket är och vem som signerat · what a file is")
    show.add_argument("file", metavar="FILE", type=Path)
    show.add_argument("--trust", metavar="FOLDER", type=Path, help="roots.txt, trust_list.cose")
    add_language(show)
    show.set_defaults(run=run_show)


def run_compare(arguments: argparse.Namespace) -> int:
    """Prints what differs in words; each side is a folder or a signed package.

    Raises ProtocolErrors, NotAPackage and what open_package raises.
    """
    language: Language = arguments.language
    old, new = _protocol(arguments.old), _protocol(arguments.new)
    print(f"{old.code} {old.version} → {new.code} {new.version}")
    found = compare(old, new)
    lines = _counts(found, language) if arguments.brief else _changes(found, language)
    print("\n".join(lines) or _SAME.in_language(language))
    if found.moves_areas and old.profile == new.profile:
        print(_MOVED.in_language(language))
    return DIFFERENT if found.changes else 0


def run_show(arguments: argparse.Namespace) -> int:
    """Prints what a signed file carries, once it holds. Raises as open_package does."""
    language: Language = arguments.language
    believed = None if arguments.trust is None else read_trust(arguments.trust)
    file = read_file(arguments.file)
    for key, value in _facts(file, believed):
        print(f"{_FACTS[key].in_language(language) + ':':<18}{value}")
    print((_UNASKED if believed is None else _BELIEVED).in_language(language))
    return 0


def _protocol(path: Path) -> Protocol:
    if path.is_dir():
        return load_package(path).protocol
    file = read_file(path)
    if isinstance(file, RecallFile):
        raise NotAPackage(path.name)
    return open_package(file, None, date.today()).loaded.protocol


def _changes(found: Comparison, language: Language) -> Iterator[str]:
    for part in Part:
        changes = found.of(part)
        if changes:
            yield f"\n{PLURALS[part].in_language(language)}"
        for change in changes:
            lines = field_lines(change, language)
            whole = part in (Part.PROFILE, Part.RULE, Part.WORDING, Part.CODE)
            yield f"  {lines[0]}" if whole else f"  {change_title(change, language)}"
            yield from (f"      {line}" for line in lines if not whole)


def _counts(found: Comparison, language: Language) -> Iterator[str]:
    for part in Part:
        counts = {kind: found.count(part, kind) for kind in ChangeKind}
        said = [f"{KINDS[kind].in_language(language)} {n}" for kind, n in counts.items() if n]
        if said:
            yield f"{PLURALS[part].in_language(language)}: {', '.join(said).lower()}"


def _facts(file: PackageFile | RecallFile, trust: Trust | None) -> Iterator[tuple[str, object]]:
    today = date.today()
    claims: PackageClaims
    if isinstance(file, RecallFile):
        recalled = open_recall(file, trust, today)
        claims, owner = recalled.claims, recalled.owner
        yield "reason", recalled.claims.reason
    else:
        package = open_package(file, trust, today)
        claims, owner = package.claims, package.owner
        yield "items", len(package.loaded.protocol.items)
    yield "profile", f"{claims.code} {claims.version}"
    yield "scheme", claims.scheme
    yield "owner", owner.name
    yield "window", f"{owner.first_day} – {owner.last_day}"
    yield "signed", claims.signed
    yield "hash", claims.content.hex()
