"""The registry of certificates, and what a coordinator may decide of one of them."""

from typing import Final

from starlette.responses import Response

from app.domain.certificate_number import BadCertificateNumber, parse_certificate_number
from app.domain.certificate_status import StatusReason
from app.node import picture_words
from app.node.forms import BadField
from app.node.picture import read_options
from app.node.picture_choice import Choice
from app.node.picture_pages import fields
from app.node.registry_lists import KINDS, Paper, Status, read_list, read_paper
from app.node.status_orders import ORDERED, NothingToOrder, SharesPlace, StatusOrders
from app.node.visiting import NoSuchPage, Page, Role, Visit
from app.seal.payloads import ListedStatus

REASONS: Final = {
    ListedStatus.SUSPENDED: (StatusReason.UNDER_REVIEW, StatusReason.APPEAL),
    ListedStatus.VALID: (StatusReason.LIFTED,),
    ListedStatus.REVOKED: (
        StatusReason.FOUND_WRONG,
        StatusReason.WRONG_PERSON,
        StatusReason.APPEAL,
    ),
}
"""What each order may be given for; a misprint or a new name is the assessor's to put right."""


def show(visit: Visit) -> Response:
    """One page of the certificates of a choice."""
    choice = visit.filters(Choice)
    with visit.reading() as session:
        found, options = read_list(session, choice, visit.now), read_options(session)
    return visit.page(
        "registry.html",
        found=found,
        choice=choice,
        fields=fields(options, choice, visit.words),
        kinds=KINDS,
        statuses=list(Status),
        said=picture_words,
        address=lambda page: visit.address(choice, page=page),
        today=visit.now.astimezone().date(),
    )


def paper(visit: Visit) -> Response:
    """One certificate; that somebody looked at a protected person's is logged (R55)."""
    found = _read(visit)
    if found.row.is_protected:
        with visit.acting() as session:
            visit.note(session, "log_protected_seen", found.row.number)
    return _page(visit, found)


def order(visit: Visit) -> Response:
    """Suspend, put in force again or revoke, with a reason; in the list from now on (R43)."""
    found = _read(visit)
    try:
        state = ListedStatus(visit.form.choice("state", ORDERED))
        reason = StatusReason(visit.form.choice("reason", REASONS[state]))
        told = visit.form.text("told", least=10, most=200)
    except BadField as error:
        return _page(visit, found, f"bad_{error.field}", visit.form.raw("told"), 400)
    parts = visit.parts
    orders = StatusOrders(parts.database, parts.now)
    try:
        with visit.acting() as session:
            given = orders.give_in(session, found.row.id, state, reason, visit.visitor.name)
            subject = f"{given.number} · {state.value} · {reason.value} · {told}"
            visit.note(session, "log_status_ordered", subject)
    except NothingToOrder:
        return _page(visit, found, "nothing_to_order", status=409)
    except SharesPlace:
        return _page(visit, found, "shares_place", status=409)
    return visit.go(visit.asked.path, done=f"done_{state.value}")


def _read(visit: Visit) -> Paper:
    try:
        certificate = parse_certificate_number(visit.asked.params["number"])
    except BadCertificateNumber as error:
        raise NoSuchPage from error
    with visit.reading() as session:
        found = read_paper(session, certificate, visit.now)
    if found is None:
        raise NoSuchPage
    return found


def _page(
    visit: Visit, found: Paper, problem: str = "", told: str = "", status: int = 200
) -> Response:
    """The certificate; `problem`: the key of what was wrong with what was filled in."""
    may = [state for state in _orders(found) if visit.may(Role.COORDINATOR)]
    return visit.page(
        "paper.html",
        status,
        found=found,
        problem=visit.words[problem] if problem else "",
        told=told,
        may=[
            (state.value, [(r.value, visit.words[f"because_{r}"]) for r in REASONS[state]])
            for state in may
        ],
    )


def _orders(found: Paper) -> tuple[ListedStatus, ...]:
    """What would change something."""
    if found.row.status in (Status.REVOKED, Status.REPLACED):
        return ()
    if found.row.status == Status.SUSPENDED:
        own = found.row.own == ListedStatus.SUSPENDED
        return (ListedStatus.REVOKED,) if own else (ListedStatus.VALID, ListedStatus.REVOKED)
    return (ListedStatus.SUSPENDED, ListedStatus.REVOKED)


PAGES = (
    Page("/certificates", Role.READER, show),
    Page("/certificates/{number}", Role.READER, paper, act=order, act_least=Role.COORDINATOR),
)
