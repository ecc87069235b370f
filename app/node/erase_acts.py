"""`erase WHO`, `erase --requests`, `erase --orders`: what the administrator is asked and told."""

import argparse
import sys
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from app.domain.erasure import EraseGround
from app.node.erasures import ErasedAlready, Erasures, FoundPerson, NobodyFound
from app.node.plain_text import plain
from app.node.region_acts import ActRefused

ACT = "erase"
_YES = ("ja", "yes")
_NOBODY = (
    "{}: noden känner ingen sådan person. Sök på pseudonym, bevisnummer eller del av namnet. "
    "Inget är ändrat. · The node knows nobody such. Nothing has changed."
)
_ALREADY = "Personen är redan raderad, {}. Inget är ändrat. · Erased already. Nothing has changed."
_SEVERAL = (
    "{} personer passar. Inget är ändrat. Välj en med pseudonymen framför. · "
    "{} people match. Nothing has changed. Choose one by the pseudonym in front."
)
_ASK = (
    "Det här går inte att ångra. Namn, födelsedatum, resultatens innehåll, svar, anteckningar och "
    "foton raderas här och på testcentrens datorer. Kvar blir: signerade huvuden utan innehåll, "
    "bevisens nummer och läge (gäller, återkallat), samt antal i statistiken och timmar i projekt "
    "utan namn.\n"
    "This cannot be undone. Name, birth date, content of results, answers, notes and photos are "
    "erased here and at the test centres. What stays: signed headers without content, numbers and "
    "states of certificates, and counts and hours in projects without a name."
)
_QUESTION = "Skriv ja för att radera · Type yes to erase: "
_NOT_DONE = "Ingen är raderad. · Nobody is erased."
_DONE = (
    "Raderad: {subject}. {records} poster har mist sitt innehåll och {files} filer är borta. "
    "{told} sigill får ordern när de synkroniserar.\n"
    "Erased: {records} records have lost their content, {files} files are gone, {told} seals are "
    "told when they sync.\n"
    "Säkerhetskopior som redan finns håller innehållet tills de gallras. · Backups made before "
    "now hold the content until they are let go."
)
_FAILED = (
    "Inte klart: {}. Avhjälp det och gör om; står ordern redan i liggaren görs resten när noden "
    "startar. · Not finished. Mend it and do it again; an order in the ledger is carried out when "
    "the node starts."
)
_GROUNDS = {
    EraseGround.ASKED: "begärt av personen · asked for",
    EraseGround.WITHDREW: "samtycke återtaget · consent withdrawn",
    EraseGround.MISTAKE: "felregistrerad · registered by mistake",
}
_NO_REQUESTS = "Ingen har begärt radering. · Nobody has asked to be erased."
_NO_ORDERS = "Ingen är raderad än. · Nobody has been erased yet."


def add_parser(acts: Any) -> None:  # noqa: ANN401 - argparse keeps its type private
    """Adds the act."""
    erase = acts.add_parser(ACT, help="radera en person för gott · erase a person for good")
    erase.add_argument("who", metavar="WHO", nargs="?", default="", help="pseudonym, number, name")
    erase.add_argument("--yes", action="store_true", help="ask nothing")
    erase.add_argument("--requests", action="store_true", help="who has asked and is not erased")
    erase.add_argument("--orders", action="store_true", help="orders, and who has carried them out")


def run(erasures: Erasures, chosen: argparse.Namespace) -> str:
    """Do what was asked and say what was done. Raises ActRefused."""
    if chosen.requests:
        return _requests(erasures)
    if chosen.orders or not chosen.who.strip():
        return _orders(erasures)
    try:
        found = erasures.find(chosen.who)
        if len(found) > 1:
            raise ActRefused("\n".join([*map(_line, found), _SEVERAL.format(*[len(found)] * 2)]))
        if not (chosen.yes or _is_meant(found[0])):
            raise ActRefused(_NOT_DONE)
        done = erasures.order(found[0].subject)
    except NobodyFound as error:
        raise ActRefused(_NOBODY.format(error.asked)) from error
    except ErasedAlready as error:
        raise ActRefused(_ALREADY.format(error.day)) from error
    except (OSError, SQLAlchemyError) as error:
        cause = str(getattr(error, "orig", error)).partition("\n")[0]
        raise ActRefused(_FAILED.format(cause)) from error
    return _DONE.format(
        subject=done.subject, records=done.records, files=done.files, told=done.told
    )


def _is_meant(person: FoundPerson) -> bool:
    """Show who it is and ask once; nobody there to answer is a no."""
    sys.stdout.write(f"{_line(person)}\n{_ASK}\n{_QUESTION}")
    sys.stdout.flush()
    return sys.stdin.readline().strip().casefold() in _YES


def _line(person: FoundPerson) -> str:
    name = "skyddad · protected" if person.is_protected else plain(person.name) or "?"
    born = f", {person.birth_date}" if person.birth_date else ""
    counts = f"{person.cases} ärenden · cases, {person.records} poster · records"
    return " | ".join([person.subject, f"{name}{born}", counts, ", ".join(person.certificates)])


def _requests(erasures: Erasures) -> str:
    lines = [
        f"{one.asked:%Y-%m-%d} | {one.centre} | {_GROUNDS[one.ground]} | {_line(one.person)}"
        for one in erasures.requests()
    ]
    return "\n".join(lines) or _NO_REQUESTS


def _orders(erasures: Erasures) -> str:
    lines = [
        f"{one.decided:%Y-%m-%d %H:%M} UTC | {one.subject} | {one.done}/{one.told} klara · done"
        for one in erasures.standing()
    ]
    return "\n".join(lines) or _NO_ORDERS
