"""Pages of accreditations and seals: who may validate what, until when, and what waits."""

import msgspec
from starlette.responses import Response

from app.node.centres import Centres, CentreScope
from app.node.exports import keep_other
from app.node.filters import plain_line
from app.node.forms import BadField
from app.node.needs import STALE
from app.node.region import NotOurAuthority, Region
from app.node.seal_desk import (
    NoAuthorityHere,
    NoSuchSeal,
    SealDesk,
    SealFilters,
    next_serial,
    read_centres,
    read_seal,
    read_seals,
)
from app.node.visiting import NoSuchPage, Page, Role, Visit
from app.reports.tables import Stated
from app.seal.ceremony import LARGEST_FILE, NotACeremonyFile, read_answers
from app.seal.codes import BadSeal

_STATES = ("requested", "active", "withdrawn", "compromised")


def show(visit: Visit) -> Response:
    """The seals, what waits, the test centres."""
    return _page(visit)


def approve(visit: Visit) -> Response:
    """Everything that waits, with the node's own authority key."""
    try:
        with visit.acting() as session:
            desk = _desk(visit)
            asked = desk.asked(session)
            desk.approve(session)
            for seal in asked.seals:
                visit.note(session, "log_seal_approved", f"{seal.assessor} · {seal.number}")
            for centre in asked.centres:
                visit.note(session, "log_centre_stated", centre.centre)
    except NoAuthorityHere:
        return _page(visit, visit.words["no_authority"], 409)
    except (BadSeal, NotOurAuthority):
        return _page(visit, visit.words["asked_wrong"], 409)
    return visit.go("/seals", done="done_approved")


def requests_file(visit: Visit) -> Response:
    """What the authority is asked to sign, as its command line reads it."""
    name, keys = f"intyga-requests-{visit.now:%Y-%m-%d}.json", visit.parts.keys
    told = Stated(visit.now, "requests", visit.visitor.name, keys.name)
    with visit.acting() as session:
        asked = _desk(visit).asked(session)
        content = msgspec.json.format(msgspec.json.encode(asked))
        rows = len(asked.seals) + len(asked.centres)
        made = keep_other(session, keys, told, name, content, rows)
        visit.note(session, "log_requests_made", f"{rows} · {made.sha256[:16]}")
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Row-Count": str(rows),
        "X-Content-SHA256": made.sha256,
    }
    return Response(content, media_type="application/json", headers=headers)


def take_answers(visit: Visit) -> Response:
    """The text of the file the authority answered with: all of it or nothing."""
    raw = visit.form.raw("answers").strip().encode("utf-8", "replace")
    parts = visit.parts
    try:
        answers = read_answers(raw, "")
        with visit.acting() as session:
            taken = Region(parts.database, parts.keys, parts.now).take(session, answers)
            told = f"{taken.seals} + {taken.centres} + {taken.orders}"
            visit.note(session, "log_answers_taken", told)
    except NotACeremonyFile:
        return _page(visit, visit.words["not_answers"], 400)
    except (NotOurAuthority, BadSeal):
        return _page(visit, visit.words["not_our_authority"], 400)
    return visit.go("/seals", done="done_answers")


def show_one(visit: Visit) -> Response:
    """One seal: its days, and what may be done with it."""
    return _one_page(visit)


def order(visit: Visit) -> Response:
    """Withdraw, block or give back."""
    kid, form = _kid(visit), visit.form
    state = form.choice("state", _STATES[1:])
    try:
        since = form.day("since") or visit.now.astimezone().date()
        reason = form.text("reason", least=5, most=200)
    except BadField as bad:
        return _one_page(visit, visit.words[f"order_{bad.field}"], 400)
    try:
        with visit.acting() as session:
            line = read_seal(session, kid, since)
            _desk(visit).order(session, kid, state, since)
            told = f"{line.assessor} · {line.number} · {since} · {reason}"
            visit.note(session, f"log_seal_{state}", told)
    except NoAuthorityHere:
        return _one_page(visit, visit.words["no_authority"], 409)
    except (NoSuchSeal, BadSeal):
        return _one_page(visit, visit.words["order_not_possible"], 409)
    return visit.go("/seals", done=f"done_seal_{state}")


def state_centre(visit: Visit) -> Response:
    """What a test centre may validate and where, with the node's own authority key."""
    form, words, parts = visit.form, visit.words, visit.parts
    try:
        centre = form.text("centre", least=2, most=100)
        codes = (plain_line(one) for one in form.text("profiles", least=1).split(","))
        profiles = tuple(dict.fromkeys(one for one in codes if one))
        sites = tuple(filter(None, form.lines("sites").splitlines()))
        with visit.acting() as session:
            scope = CentreScope(centre, profiles, sites)
            is_stated = Centres(parts.keys, parts.now).state(session, scope)
            visit.note(session, "log_centre_stated", f"{centre} · {', '.join(profiles)}")
    except (BadField, BadSeal):
        return _page(visit, words["centre_wrong"], 400)
    if not is_stated:
        return _page(visit, words["no_authority"], 409)
    return visit.go("/seals", done="done_centre")


def _desk(visit: Visit) -> SealDesk:
    return SealDesk(visit.parts.database, visit.parts.keys, visit.parts.now)


def _page(visit: Visit, problem: str = "", status: int = 200) -> Response:
    filters, today = visit.filters(SealFilters), visit.now.astimezone().date()
    desk = _desk(visit)
    with visit.reading() as session:
        seals = read_seals(session, filters, today)
        centres = read_centres(session, today)
        asked = desk.asked(session)
    return visit.page(
        "seals.html",
        status,
        seals=seals,
        centres=centres,
        asked=asked,
        filters=filters,
        states=_STATES,
        has_authority=desk.has_authority,
        stale=visit.now - STALE,
        problem=problem,
    )


def _one_page(visit: Visit, problem: str = "", status: int = 200) -> Response:
    kid, today = _kid(visit), visit.now.astimezone().date()
    desk = _desk(visit)
    try:
        with visit.reading() as session:
            line, serial = read_seal(session, kid, today), next_serial(session, kid)
    except NoSuchSeal as error:
        raise NoSuchPage from error
    facts = {"seal": line, "serial": serial, "today": today, "problem": problem}
    return visit.page("seal.html", status, has_authority=desk.has_authority, **facts)


def _kid(visit: Visit) -> bytes:
    try:
        return bytes.fromhex(visit.asked.params["kid"])
    except ValueError as error:
        raise NoSuchPage from error


PAGES = (
    Page("/seals", Role.READER, show),
    Page("/seals/approve", Role.COORDINATOR, None, approve),
    Page("/seals/requests.json", Role.COORDINATOR, requests_file),
    # A pasted file grows by a third and more once a form has written its signs as %xx.
    Page("/seals/answers", Role.COORDINATOR, None, take_answers, most_bytes=2 * LARGEST_FILE),
    Page("/seals/centre", Role.COORDINATOR, None, state_centre),
    Page("/seals/{kid}", Role.READER, show_one, order, act_least=Role.COORDINATOR),
)
