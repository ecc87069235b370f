"""`protocol owner-key | owner | pack | recall`: a scheme owner's keys and what they sign."""

import argparse
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from app.commands.passphrase import add_passphrase, passphrase
from app.commands.wording import add_language
from app.domain.errors import UserError
from app.domain.text import Text
from app.protocols.package import load_package
from app.protocols.package_file import (
    PACKAGE_SUFFIX,
    RECALL_SUFFIX,
    NotAPackage,
    PackageFile,
    read_file,
)
from app.protocols.sealed import open_package, seal_package, seal_recall
from app.reports.whole_file import write_file
from app.seal.codes import BadSeal
from app.seal.owner_key import create_key, open_key
from app.seal.package_seal import LONGEST_REASON, OwnerClaims, read_owner, sign_owner

_YEAR = timedelta(days=365)
_KEY_MADE = Text(
    "Nyckeln ligger i {}. Förvara den och lösenfrasen var för sig.\nPublik del: {}",
    "The key is in {}. Keep it and the passphrase apart.\nPublic half: {}",
)
_OWNER_MADE = Text(
    "{}: {} får signera {} i modellen {}, {} – {}", "{}: {} may sign {} in scheme {}, {} – {}"
)
_PACKED = Text("{}: {} {}, signerat av {}\nSHA-256 {}", "{}: {} {}, signed by {}\nSHA-256 {}")
_RECALLED = Text("{}: {} {} är återkallat", "{}: {} {} is recalled")


class NotSignable(UserError):
    """Something told is empty, too long or out of order, and no desk would take it."""


class StatementUnreadable(UserError):
    """The owner's statement cannot be read; `name` is the file's."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


def add_parsers(acts: Any) -> None:  # noqa: ANN401 - argparse keeps its type private
    """Adds the four acts of signing."""
    key = acts.add_parser("owner-key", help="ny nyckel bakom lösenfras · a new key")
    key.add_argument("file", metavar="KEY", type=Path)
    _finish(key, run_owner_key)
    _add_owner(acts)
    pack = acts.add_parser("pack", help="signera ett paket · sign a package")
    pack.add_argument("folder", metavar="DIR", type=Path)
    pack.add_argument("--out", metavar="FOLDER", type=Path, default=Path())
    _add_signer(pack, run_pack)
    recall = acts.add_parser("recall", help="återkalla en version · recall a version")
    recall.add_argument("package", metavar="PACKAGE", type=Path)
    recall.add_argument("--reason", required=True, help=f"högst {LONGEST_REASON} byte")
    recall.add_argument("--out", metavar="FOLDER", type=Path, default=Path())
    _add_signer(recall, run_recall)


def run_owner_key(arguments: argparse.Namespace) -> int:
    """Makes a key. Raises PassphraseTooShort, PassphrasesDiffer, KeyFileNotWritten."""
    file: Path = arguments.file
    key = create_key(file, passphrase(arguments, file.name, is_new=True))
    print(_KEY_MADE.in_language(arguments.language).format(file, key.public.hex()))
    return 0


def run_owner(arguments: argparse.Namespace) -> int:
    """The region's authority signs who the owner is.

    Raises KeyFileUnreadable, WrongPassphrase, NotSignable, NotWritten.
    """
    first = arguments.first or date.today()
    claims = OwnerClaims(
        public=_public(arguments.public),
        name=arguments.name,
        schemes=tuple(arguments.scheme),
        codes=tuple(arguments.code),
        first_day=first,
        last_day=arguments.last or first + _YEAR,
        serial=arguments.serial,
    )
    key = open_key(arguments.key, passphrase(arguments, arguments.key.name))
    try:
        statement = sign_owner(key, claims)
    except BadSeal as error:
        raise NotSignable from error
    write_file(arguments.out, statement)
    codes, schemes = ", ".join(claims.codes), ", ".join(claims.schemes)
    told = (arguments.out, claims.name, codes, schemes, claims.first_day, claims.last_day)
    print(_OWNER_MADE.in_language(arguments.language).format(*told))
    return 0


def run_pack(arguments: argparse.Namespace) -> int:
    """Writes the signed package. Raises ProtocolErrors, NotWritten and as seal_package does."""
    loaded = load_package(arguments.folder)
    statement = _statement(arguments.statement)
    key = open_key(arguments.key, passphrase(arguments, arguments.key.name))
    file = seal_package(loaded, key, statement, date.today())
    protocol = loaded.protocol
    path = arguments.out / f"{protocol.code}-{protocol.version}{PACKAGE_SUFFIX}"
    write_file(path, file.to_bytes())
    owner = read_owner(statement).name
    told = (path, protocol.code, protocol.version, owner, protocol.hash)
    print(_PACKED.in_language(arguments.language).format(*told))
    return 0


def run_recall(arguments: argparse.Namespace) -> int:
    """Writes the signed recall of a package. Raises NotAPackage, NotSignable, NotWritten …"""
    package = read_file(arguments.package)
    if not isinstance(package, PackageFile):
        raise NotAPackage(arguments.package.name)
    today = date.today()
    claims = open_package(package, None, today).claims
    statement = _statement(arguments.statement)
    key = open_key(arguments.key, passphrase(arguments, arguments.key.name))
    try:
        recall = seal_recall(claims, arguments.reason.strip(), key, statement, today)
    except BadSeal as error:
        raise NotSignable from error
    path = arguments.out / f"{claims.code}-{claims.version}{RECALL_SUFFIX}"
    write_file(path, recall.to_bytes())
    print(_RECALLED.in_language(arguments.language).format(path, claims.code, claims.version))
    return 0


def _add_owner(acts: Any) -> None:  # noqa: ANN401
    owner = acts.add_parser("owner", help="regionen intygar en huvudman · vouch for an owner")
    owner.add_argument("out", metavar="STATEMENT", type=Path)
    owner.add_argument(
        "--key", metavar="KEY", type=Path, required=True, help="regionens · region's"
    )
    owner.add_argument("--public", metavar="HEX", required=True, help="ur owner-key · as told")
    owner.add_argument("--name", required=True)
    owner.add_argument("--scheme", action="append", required=True)
    owner.add_argument("--code", action="append", required=True)
    owner.add_argument("--first", metavar="DAY", type=date.fromisoformat)
    owner.add_argument("--last", metavar="DAY", type=date.fromisoformat)
    owner.add_argument("--serial", type=int, default=1)
    _finish(owner, run_owner)


def _add_signer(parser: argparse.ArgumentParser, run: Any) -> None:  # noqa: ANN401
    parser.add_argument("--key", metavar="KEY", type=Path, required=True, help="huvudmannens")
    parser.add_argument("--statement", metavar="STATEMENT", type=Path, required=True)
    _finish(parser, run)


def _finish(parser: argparse.ArgumentParser, run: Any) -> None:  # noqa: ANN401
    add_passphrase(parser)
    add_language(parser)
    parser.set_defaults(run=run)


def _public(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError as error:
        raise NotSignable from error


def _statement(path: Path) -> bytes:
    try:
        return path.read_bytes()[: 64 * 1024]
    except OSError as error:
        raise StatementUnreadable(path.name) from error
