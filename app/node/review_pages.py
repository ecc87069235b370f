"""Pages of what waits for review; a conflict is settled with both versions in sight."""

from starlette.responses import Response

from app.domain.conflicts import FieldsMissing, Keep, KeepNotPossible
from app.node import picture_words
from app.node.forms import BadField
from app.node.needs import needs
from app.node.review_desk import (
    LEAST_REASON,
    NoSuchConflict,
    SettledBefore,
    answered,
    read_conflict,
    read_desk,
    settle_conflict,
)
from app.node.visiting import NoSuchPage, Page, Role, Visit


def show(visit: Visit) -> Response:
    """Everything that waits."""
    with visit.reading() as session:
        desk, waiting = read_desk(session), needs(session, visit.now, visit.visitor.role)
    today = visit.now.astimezone().date()
    return visit.page("review.html", desk=desk, waiting=waiting, today=today, said=picture_words)


def show_conflict(visit: Visit) -> Response:
    """Both versions beside each other."""
    return _conflict_page(visit)


def settle(visit: Visit) -> Response:
    """The region's answer, with a reason; the first one counts."""
    conflict, form = _id(visit), visit.form
    try:
        reason = form.lines("reason", least=LEAST_REASON, most=2_000)
        with visit.acting() as session:
            shown = read_conflict(session, conflict, visit.language)
            fields = {one.value: form.raw(f"field_{one}") for one in shown.fields}
            said = answered(conflict, form.raw("keep"), reason, fields)
            settle_conflict(visit, session, said)
            told = said.keep if not fields else ", ".join(f"{k}={v}" for k, v in fields.items())
            visit.note(session, "log_conflict_settled", f"{conflict.hex()[:8]} · {told}")
    except BadField:
        return _conflict_page(visit, visit.words["reason_short"], 400)
    except SettledBefore:
        return _conflict_page(visit, visit.words["settled_before"], 409)
    except (FieldsMissing, KeepNotPossible, ValueError):
        return _conflict_page(visit, visit.words["choice_missing"], 400)
    except NoSuchConflict as error:
        raise NoSuchPage from error
    return visit.go("/review", done="done_settled")


def _conflict_page(visit: Visit, problem: str = "", status: int = 200) -> Response:
    try:
        with visit.reading() as session:
            shown = read_conflict(session, _id(visit), visit.language)
    except NoSuchConflict as error:
        raise NoSuchPage from error
    facts = {"shown": shown, "problem": problem, "least": LEAST_REASON, "over": Keep.OVER}
    return visit.page("conflict.html", status, **facts)


def _id(visit: Visit) -> bytes:
    try:
        return bytes.fromhex(visit.asked.params["id"])
    except ValueError as error:
        raise NoSuchPage from error


PAGES = (
    Page("/review", Role.READER, show),
    Page("/review/{id}", Role.READER, show_conflict, settle, act_least=Role.REVIEWER),
)
