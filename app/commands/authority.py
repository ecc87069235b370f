"""`authority key | trust | delegate | answer | accredit | order`: a region's root and authority."""

import argparse
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from app.certificate.authority_answer import answers_to
from app.commands import authority_accredit
from app.commands.passphrase import add_passphrase, passphrase
from app.commands.wording import add_language
from app.domain.errors import UserError
from app.domain.text import Text
from app.reports.whole_file import write_file
from app.seal.authority import sign_delegation, sign_trust_list
from app.seal.ceremony import (
    Answers,
    NotACeremonyFile,
    SealOrder,
    kid_of,
    read_requests,
    sign_order,
)
from app.seal.codes import BadSeal
from app.seal.keys import ALGORITHMS, algorithm_of
from app.seal.owner_key import create_key, open_key
from app.seal.status import SealState
from app.seal.trust import ListedKey, TrustList, in_utc

_SEAL_DAYS, _LIST_DAYS = 90, 365
_STATES = {
    "withdrawn": SealState.WITHDRAWN,
    "compromised": SealState.COMPROMISED,
    "active": SealState.ACTIVE,
}
_KEY_MADE = Text(
    "Nyckeln ligger i {}. Förvara den och lösenfrasen var för sig.\nPublik del: {}\nNyckel-id: {}",
    "The key is in {}. Keep it and the passphrase apart.\nPublic half: {}\nKey id: {}",
)
_LIST_MADE = Text(
    "{}: lista nr {}, {} ackrediterande, {} noder", "{}: list no {}, {} authorities, {} nodes"
)
_SEAL = Text("plomb {} · {} nr {} · {} · {}", "seal {} · {} no {} · {} · {}")
_CENTRE = Text("testcenter {} · {} · platser: {}", "test centre {} · {} · sites: {}")
_EVERYWHERE = Text("alla", "all")
_ASK = Text("Signera allt ovan? Skriv ja: ", "Sign all of the above? Type yes: ")
_YES = ("ja", "yes")
_NOTHING = Text("Inget är signerat.", "Nothing has been signed.")
_ANSWERED = Text("{}: {} plomber och {} testcenter", "{}: {} seals and {} test centres")
_ORDERED = Text("{}: plomb {} är {} från {}", "{}: seal {} is {} from {}")


class BadKeyText(UserError):
    """What was given is no public key in hex; `text` as typed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


def add_parser(subparsers: Any) -> None:  # noqa: ANN401 - argparse keeps its type private
    """Adds the acts of root and authority."""
    parser = subparsers.add_parser("authority", help="rot och ackreditering · root and authority")
    acts = parser.add_subparsers(metavar="COMMAND", required=True)
    key = acts.add_parser("key", help="ny nyckel bakom lösenfras · a new key")
    key.add_argument("file", metavar="KEY", type=Path)
    key.add_argument("--algorithm", choices=tuple(ALGORITHMS), default="ed25519")
    _finish(key, run_key)
    _add_trust(acts)
    _add_delegate(acts)
    answer = acts.add_parser("answer", help="ackreditera det noden ber om · accredit what is asked")
    answer.add_argument("requests", metavar="REQUESTS", type=Path)
    answer.add_argument("out", metavar="ANSWERS", type=Path)
    answer.add_argument("--days", type=int, default=_SEAL_DAYS, help="högst · at most 119")
    answer.add_argument("--yes", action="store_true", help="fråga inte · do not ask")
    _keyed(answer, run_answer)
    authority_accredit.add_parser(acts)
    order = acts.add_parser("order", help="dra in en plomb · withdraw a seal")
    order.add_argument("seal", metavar="KEYID")
    order.add_argument("state", choices=tuple(_STATES))
    order.add_argument("out", metavar="ANSWERS", type=Path)
    order.add_argument("--since", metavar="DAY", type=date.fromisoformat, default=date.today())
    order.add_argument("--serial", type=int, required=True)
    _keyed(order, run_order)


def run_key(arguments: argparse.Namespace) -> int:
    """Makes a root's or an authority's key. Raises PassphraseTooShort, KeyFileNotWritten …"""
    file: Path = arguments.file
    secret = passphrase(arguments, file.name, is_new=True)
    key = create_key(file, secret, algorithm=ALGORITHMS[arguments.algorithm])
    told = (file, key.public.hex(), kid_of(key.public))
    print(_KEY_MADE.in_language(arguments.language).format(*told))
    return 0


def run_trust(arguments: argparse.Namespace) -> int:
    """Signs the next trust list: who accredits and which node speaks, each with its days."""
    root = open_key(arguments.key, passphrase(arguments, arguments.key.name))
    earlier = _earlier(arguments.previous, _signer(arguments.previous_root) or root.public)
    today = date.today()
    last = today + timedelta(days=arguments.days)
    dropped = {word.lower() for word in arguments.drop}
    held = ((), ()) if earlier is None else (earlier.authorities, earlier.nodes)
    lists = [
        _renewed(known, named, dropped, today, last)
        for known, named in zip(held, (arguments.authority, arguments.node), strict=True)
    ]
    serial = 1 if earlier is None else earlier.serial + 1
    content = TrustList(serial, in_utc(datetime.now().astimezone()), *lists)
    write_file(arguments.out, sign_trust_list(root, content))
    told = (arguments.out, serial, len(lists[0]), len(lists[1]))
    print(_LIST_MADE.in_language(arguments.language).format(*told))
    return 0


def run_delegate(arguments: argparse.Namespace) -> int:
    """Signs the root's word on one node key."""
    root = open_key(arguments.key, passphrase(arguments, arguments.key.name))
    today = date.today()
    last = today + timedelta(days=_LIST_DAYS)
    node = ListedKey(_public(arguments.node), arguments.name, today, last)
    write_file(arguments.out, sign_delegation(root, node, arguments.serial))
    return 0


def run_answer(arguments: argparse.Namespace) -> int:
    """Shows what the node asks, asks once, signs it all. Raises NotACeremonyFile, NotWritten …"""
    language = arguments.language
    asked = read_requests(_bytes_of(arguments.requests), arguments.requests.name)
    for seal in asked.seals:
        told = (kid_of(seal.public), seal.assessor, seal.number, seal.centre)
        print(_SEAL.in_language(language).format(*told, ", ".join(seal.profiles)))
    for centre in asked.centres:
        sites = ", ".join(centre.sites) or _EVERYWHERE.in_language(language)
        profiles = ", ".join(centre.profiles)
        print(_CENTRE.in_language(language).format(centre.centre, profiles, sites))
    if not arguments.yes and not _agrees(_ASK.in_language(language)):
        print(_NOTHING.in_language(language))
        return 1
    key = open_key(arguments.key, passphrase(arguments, arguments.key.name))
    try:
        answers = answers_to(key, asked, arguments.days, date.today())
    except BadSeal as error:
        raise NotACeremonyFile(arguments.requests.name) from error
    write_file(arguments.out, msgspec.json.encode(answers))
    told_of = (arguments.out, len(answers.seals), len(answers.centres))
    print(_ANSWERED.in_language(language).format(*told_of))
    return 0


def run_order(arguments: argparse.Namespace) -> int:
    """Signs an order on one seal. Raises BadKeyText, NotWritten …"""
    try:
        kid = bytes.fromhex(arguments.seal)
        order = SealOrder(kid, _STATES[arguments.state], arguments.since, arguments.serial)
        order.to_bytes()
    except (ValueError, BadSeal) as error:
        raise BadKeyText(arguments.seal) from error
    key = open_key(arguments.key, passphrase(arguments, arguments.key.name))
    write_file(
        arguments.out, msgspec.json.encode(Answers("answers", orders=(sign_order(key, order),)))
    )
    told = (arguments.out, arguments.seal, arguments.state, arguments.since)
    print(_ORDERED.in_language(arguments.language).format(*told))
    return 0


def _agrees(question: str) -> bool:
    try:
        return input(question).strip().lower() in _YES
    except EOFError:
        return False


def _earlier(path: Path | None, root: bytes) -> TrustList | None:
    if path is None:
        return None
    try:
        return TrustList.proved(_bytes_of(path), (root,))
    except BadSeal as error:
        raise NotACeremonyFile(path.name) from error


def _signer(text: str | None) -> bytes | None:
    return None if text is None else _public(text)


def _renewed(
    known: tuple[ListedKey, ...],
    named: list[list[str]],
    dropped: set[str],
    first: date,
    last: date,
) -> tuple[ListedKey, ...]:
    """The keys that stay, and the new ones; a key named again keeps its earlier days as well.

    Without them whatever it has signed until now would be nobody's.
    """
    fresh = {_public(text): name for text, name in named}
    kept = [
        key
        for key in known
        if key.kid.hex() not in dropped and not (key.public in fresh and key.first_day >= first)
    ]
    return (*kept, *(ListedKey(public, name, first, last) for public, name in fresh.items()))


def _public(text: str) -> bytes:
    try:
        public = bytes.fromhex(text)
    except ValueError as error:
        raise BadKeyText(text) from error
    if algorithm_of(public) is None:
        raise BadKeyText(text)
    return public


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise NotACeremonyFile(path.name) from error


def _add_trust(acts: Any) -> None:  # noqa: ANN401
    trust = acts.add_parser("trust", help="nästa lista över betrodda · the next trust list")
    trust.add_argument("out", metavar="LIST", type=Path)
    trust.add_argument("--previous", metavar="LIST", type=Path)
    trust.add_argument("--previous-root", metavar="HEX", help="om en annan · if another signed it")
    for name in ("authority", "node"):
        pair = ("HEX", "NAME")
        trust.add_argument(f"--{name}", nargs=2, metavar=pair, action="append", default=[])
    trust.add_argument("--drop", metavar="KEYID", action="append", default=[])
    trust.add_argument("--days", type=int, default=_LIST_DAYS)
    _keyed(trust, run_trust)


def _add_delegate(acts: Any) -> None:  # noqa: ANN401
    delegate = acts.add_parser("delegate", help="rotens ord om en nod · the root's word on a node")
    delegate.add_argument("out", metavar="DELEGATION", type=Path)
    delegate.add_argument("--node", metavar="HEX", required=True)
    delegate.add_argument("--name", required=True)
    delegate.add_argument("--serial", type=int, required=True, help="listans · of the list")
    _keyed(delegate, run_delegate)


def _keyed(parser: argparse.ArgumentParser, run: Any) -> None:  # noqa: ANN401
    parser.add_argument("--key", metavar="KEY", type=Path, required=True)
    _finish(parser, run)


def _finish(parser: argparse.ArgumentParser, run: Any) -> None:  # noqa: ANN401
    add_passphrase(parser)
    add_language(parser)
    parser.set_defaults(run=run)
