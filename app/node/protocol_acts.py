"""`protocol publish|withdraw|list`: which versions the region's desks are given."""

import argparse
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from app.domain.errors import UserError
from app.node.database import NodeDatabase
from app.node.keys import NodeKeys
from app.node.protocols import Protocols, Step, Told
from app.node.region_acts import ActRefused
from app.node.tables import KnownProtocol
from app.seal.protocol_word import Word

ACT = "protocol"
_NOTHING = " Inget är ändrat. · Nothing has changed."
_WORDS = {
    Word.PUBLISHED: "publicerad från {day} · published from {day}",
    Word.WITHDRAWN: "indragen · withdrawn",
    Word.RECALLED: "återkallad av huvudmannen · recalled by its owner",
}
_SHOWN = ". {n} händelser som väntade visas nu. · {n} records that waited are shown now."
_REFUSALS = {
    "NotAPackage": "{name}: inget protokollpaket. · not a protocol package.",
    "PackageTooLarge": "Större än {limit_mb} MB. · Larger than {limit_mb} MB.",
    "NewerPackage": "Skrivet för ett nyare program. · Written for a newer program.",
    "OwnerUnknown": "Ingen i regionen står bakom huvudmannen. · Nobody of the region vouches for "
    "its owner.",
    "OwnerOutOfTime": "{owner}: gäller bara {first_day}–{last_day}. · in force only then.",
    "OwnerNotCovering": "{owner} äger inte {code}. · does not own {code}.",
    "SameVersionOtherContent": "{code} {version} är publicerad med annat innehåll. · is published "
    "with other content.",
    "AreasMoved": "{code} {version} flyttar områden mot {other}: höj första siffran. · moves areas "
    "against {other}: raise the first number.",
    "ProtocolRecalled": "{code} {version} är återkallad. · has been recalled.",
    "NotPublished": "{code} {version} är inte publicerad. · is not published.",
}


def add_parser(acts: Any) -> None:  # noqa: ANN401 - argparse keeps its type private
    """Adds the act with its three parts."""
    protocol = acts.add_parser(ACT, help="publicera protokoll · publish protocols to the desks")
    parts = protocol.add_subparsers(dest="part", required=True)
    publish = parts.add_parser("publish", help="a signed package, or a signed recall")
    publish.add_argument("file", metavar="FILE", type=Path)
    publish.add_argument("--from", dest="from_day", type=date.fromisoformat, metavar="YYYY-MM-DD")
    withdraw = parts.add_parser("withdraw", help="desks go back to the version before")
    withdraw.add_argument("code", metavar="CODE")
    withdraw.add_argument("version", metavar="VERSION")
    parts.add_parser("list", help="what is published, withdrawn and recalled")


def run(
    database: NodeDatabase,
    keys: NodeKeys,
    now: Callable[[], datetime],
    chosen: argparse.Namespace,
) -> str:
    """Do it and say what was done. Raises ActRefused."""
    protocols = Protocols(database, keys, now)
    try:
        if chosen.part == "publish":
            return _said(protocols.publish(chosen.file, chosen.from_day))
        if chosen.part == "withdraw":
            return _said(protocols.withdraw(chosen.code, chosen.version))
    except UserError as error:
        raise ActRefused(_refusal(error) + _NOTHING) from error
    return "\n".join(_lines(protocols.all()))


def _said(told: Told) -> str:
    words = f"{told.code} {told.version}: {_WORDS[told.word].format(day=told.from_day)}"
    if told.step is Step.UNCHANGED:
        return f"{words}.{_NOTHING}"
    return words + (_SHOWN.format(n=told.shown) if told.shown else ".")


def _lines(rows: Iterable[KnownProtocol]) -> Iterable[str]:
    for row in rows:
        word = _WORDS[Word(row.state)].format(day=row.from_day)
        yield f"{row.code}\t{row.version}\t{row.hash.hex()[:12]}\t{word}"


def _refusal(error: UserError) -> str:
    """Why; of a content that is wrong all that is wrong with it, a line each."""
    from app.protocols.faults import ProtocolErrors

    if isinstance(error, ProtocolErrors):
        return "\n".join(f"{fault.place}: {fault.problem}" for fault in error.faults) + "\n"
    fields = {name: getattr(error, name) for name in vars(error)}
    words = _REFUSALS.get(type(error).__name__)
    if words is None:
        return "Signaturerna eller innehållet håller inte. · Signatures or content do not hold."
    return words.format(**fields)
