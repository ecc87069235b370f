"""`conflicts list|show|settle`: what two laptops say against each other."""

import argparse
import getpass
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.certificate_number import format_certificate_number
from app.domain.conflicts import (
    ConflictKind,
    FieldsMissing,
    Keep,
    KeepNotPossible,
    PersonField,
    choices,
)
from app.node.conflict_settling import settle
from app.node.conflict_tables import ConflictWord
from app.node.conflict_words import ConflictWords
from app.node.database import NodeDatabase
from app.node.keys import NodeKeys
from app.node.plain_text import plain
from app.node.status_acts import OrderRefused
from app.seal.conflict_payloads import (
    ConflictSettled,
    ConflictVersion,
    FieldKept,
    Review,
    read_review,
)

ACT = "conflicts"
_LEAST = 10
_KINDS = {
    ConflictKind.CERTIFICATES: "två bevis för en person · two certificates for one person",
    ConflictKind.PERSON: "två rättelser av en person · two corrections of one person",
    ConflictKind.FORK: "en logg på två datorer · one log on two laptops",
}
_KEPT = {
    Keep.FIRST: "den första gäller · the first counts",
    Keep.SECOND: "den andra gäller · the second counts",
    Keep.BOTH: "båda står kvar · both stand",
    Keep.NEITHER: "ingen av dem gäller · neither counts",
    Keep.OVER: "inget kvar att välja · nothing left to choose",
}
_OPEN = "öppen · open"
_NONE = "Inga konflikter. Alla uppgifter går ihop. · No conflicts. Everything agrees."
_UNKNOWN = (
    "{}: ingen sådan konflikt. Se `conflicts list`. · no such conflict, see `conflicts list`."
)
_AMBIGUOUS = "{}: flera konflikter börjar så, skriv fler tecken. · several begin so, write more."
_SETTLED = "{}: redan avgjord: {}. Inget är ändrat. · settled already. Nothing has changed."
_FIELDS = "Välj för varje uppgift som skiljer: {}. · Choose for each fact that differs."
_CHOICE = "Den konflikten avgörs så: {}. · That conflict is settled so."
_REASON = "Skriv ett skäl på minst {} tecken. · Write a reason of at least {} characters."
_DONE = "{}: {}. De som berörs får veta det. · Those concerned are told."


def add_parser(acts: Any) -> None:  # noqa: ANN401 - argparse keeps its type private
    """Adds the act."""
    conflicts = acts.add_parser(ACT, help="konflikter mellan datorer · conflicts between laptops")
    parts = conflicts.add_subparsers(dest="conflict_act")
    listing = parts.add_parser("list", help="alla öppna · all open ones")
    listing.add_argument("--all", action="store_true", help="avgjorda också · settled ones too")
    shown = parts.add_parser("show", help="båda versionerna · both versions")
    shown.add_argument("conflict", metavar="ID")
    settling = parts.add_parser("settle", help="avgör en · settle one")
    settling.add_argument("conflict", metavar="ID")
    settling.add_argument("--keep", choices=[k.value for k in Keep if k is not Keep.OVER])
    settling.add_argument("--field", action="append", default=[], metavar="NAME=first|second")
    settling.add_argument("--reason", required=True)
    settling.add_argument("--by", default="", help="vem som beslutar · who decides")


def run(
    database: NodeDatabase,
    keys: NodeKeys,
    now: Callable[[], datetime],
    chosen: argparse.Namespace,
) -> str:
    """Do the act and say what came of it. Raises OrderRefused."""
    if chosen.conflict_act == "settle":
        return _settle(database, keys, now(), chosen)
    with database.reading() as session:
        if chosen.conflict_act == "show":
            return _shown(_word(session, chosen.conflict))
        return _listed(session, everything=getattr(chosen, "all", False))


def _listed(session: Session, *, everything: bool) -> str:
    wanted = select(ConflictWord).where(ConflictWord.review != b"")
    if not everything:
        wanted = wanted.where(ConflictWord.keep == "")
    found = session.scalars(wanted.order_by(ConflictWord.told, ConflictWord.id)).all()
    return "\n".join(_line(word) for word in found) or _NONE


def _line(word: ConflictWord) -> str:
    review = read_review(word.review)
    sides = " / ".join(f"{one.assessor}, {one.centre}" for one in (review.first, review.second))
    state = _KEPT[Keep(word.keep)] if word.keep else _OPEN
    return f"{word.id.hex()[:8]}  {word.told:%Y-%m-%d}  {_KINDS[review.kind]}  {sides}  {state}"


def _shown(word: ConflictWord) -> str:
    review = read_review(word.review)
    lines = [_line(word), ""]
    for place, version in (("first", review.first), ("second", review.second)):
        lines += [f"{place}:", *(f"  {line}" for line in _version(version)), ""]
    if review.fields:
        lines.append("skiljer · differs: " + ", ".join(review.fields))
    if word.keep:
        lines.append(f"{_KEPT[Keep(word.keep)]} ({word.by}): {plain(word.reason)}")
    return "\n".join(lines).rstrip()


def _version(version: ConflictVersion) -> list[str]:
    lines = [f"{version.at:%Y-%m-%d %H:%M}  {version.assessor} ({version.number})"]
    lines += [version.centre, f"{version.type}  {version.record.hex()[:12]}"]
    if version.name:
        told = f"{version.name}  {version.birth_date or ''}  {version.employer}"
        lines.append(plain(told).rstrip())
    if version.certificate is not None:
        lines.append(f"{format_certificate_number(version.certificate)}  {version.kind}")
    return lines + [
        plain(f"{area.name.sv}: {area.step.sv} ({area.level}, {area.outcome})")
        for area in version.areas
    ]


def _settle(
    database: NodeDatabase, keys: NodeKeys, now: datetime, chosen: argparse.Namespace
) -> str:
    reason = chosen.reason.strip()
    if len(reason) < _LEAST:
        raise OrderRefused(_REASON.format(_LEAST, _LEAST))
    with database.transaction() as session:
        database.take_turn(session)
        word = _word(session, chosen.conflict)
        if word.keep:
            raise OrderRefused(_SETTLED.format(chosen.conflict, _KEPT[Keep(word.keep)]))
        _answer(word, chosen, reason)
        word.by, word.settled = chosen.by or getpass.getuser(), now
        session.flush()
        ConflictWords(database, session, keys, now).tell_settled()
        return _DONE.format(word.id.hex()[:8], _KEPT[Keep(word.keep)])


def _answer(word: ConflictWord, chosen: argparse.Namespace, reason: str) -> None:
    review = read_review(word.review)
    try:
        fields = tuple(_field(text) for text in chosen.field)
        keep = Keep(chosen.keep) if chosen.keep else Keep.BOTH
        settle(word, ConflictSettled(word.id, keep, reason, fields))
    except FieldsMissing as error:
        raise OrderRefused(_FIELDS.format(_as_options(error.fields))) from error
    except (KeepNotPossible, ValueError) as error:
        raise OrderRefused(_CHOICE.format(_options(review))) from error


def _options(review: Review) -> str:
    if review.kind is ConflictKind.PERSON:
        return _as_options(review.fields)
    return " | ".join(f"--keep {keep.value}" for keep in choices(review.kind))


def _as_options(fields: tuple[PersonField, ...]) -> str:
    return " ".join(f"--field {field.value}=first|second" for field in fields)


def _field(text: str) -> FieldKept:
    name, _, keep = text.partition("=")
    return FieldKept(PersonField(name), Keep(keep))


def _word(session: Session, typed: str) -> ConflictWord:
    """The conflict whose id begins so. Raises OrderRefused."""
    words = session.scalars(select(ConflictWord).where(ConflictWord.review != b"")).all()
    found = [word for word in words if typed and word.id.hex().startswith(typed.lower())]
    if len(found) != 1:
        raise OrderRefused((_AMBIGUOUS if found else _UNKNOWN).format(typed))
    return found[0]
