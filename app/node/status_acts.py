"""`status NUMBER suspended|valid|revoked`: the region decides of one certificate."""

import argparse
import getpass
from collections.abc import Callable
from datetime import datetime
from typing import Any

from app.domain.certificate_number import BadCertificateNumber, parse_certificate_number
from app.domain.certificate_status import StatusReason
from app.node.database import NodeDatabase
from app.node.status_orders import ORDERED, NothingToOrder, SharesPlace, StatusOrders, UnknownNumber
from app.seal.payloads import ListedStatus

ACT = "status"
_REASONS = (
    StatusReason.FOUND_WRONG,
    StatusReason.WRONG_PERSON,
    StatusReason.APPEAL,
    StatusReason.UNDER_REVIEW,
    StatusReason.LIFTED,
)
_WORDS = {
    ListedStatus.VALID: "gäller · in force",
    ListedStatus.SUSPENDED: "tillfälligt stoppat · suspended",
    ListedStatus.REPLACED: "ersatt · replaced",
    ListedStatus.REVOKED: "återkallat · revoked",
}
_BAD_NUMBER = (
    "{}: numret är inte rätt, jämför med papperet. Inget är ändrat. · "
    "the number is not right, compare with the paper. Nothing has changed."
)
_UNKNOWN = (
    "{}: noden har inget bevis med det numret. Inget är ändrat. · "
    "the node has no certificate of that number. Nothing has changed."
)
_NOTHING = "{}: {}. Inget är ändrat. · Nothing has changed."
_SHARES = (
    "{}: ett annat bevis har samma plats i listan. Det hävs inte: bedömaren ersätter det med ett "
    "nytt. Inget är ändrat. · another certificate has the same place in the list. It is not "
    "lifted: the assessor replaces it with a new one. Nothing has changed."
)
_DONE = "{}: {}. Gäller i listan från nu. · In the list from now on."
_STANDS = (
    " Bedömarens eget stopp står kvar: bara bedömaren häver det. · "
    "The assessor's own suspension stands: only the assessor lifts it."
)


class OrderRefused(Exception):
    """The order was not taken and nothing has changed; `words` for whoever runs the node."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


def add_parser(acts: Any) -> None:  # noqa: ANN401 - argparse keeps its type private
    """Adds the act."""
    status = acts.add_parser(ACT, help="stoppa eller återkalla ett bevis · stop or revoke one")
    status.add_argument("number", metavar="NUMBER")
    status.add_argument("state", choices=[state.value for state in ORDERED])
    status.add_argument("--reason", required=True, choices=[reason.value for reason in _REASONS])
    status.add_argument("--by", default="", help="vem som beslutar · who decides")


def give(database: NodeDatabase, now: Callable[[], datetime], chosen: argparse.Namespace) -> str:
    """Take the order and say what the certificate is now. Raises OrderRefused."""
    number = chosen.number
    try:
        certificate = parse_certificate_number(number)
        state, reason = ListedStatus(chosen.state), StatusReason(chosen.reason)
        actor = chosen.by or getpass.getuser()
        given = StatusOrders(database, now).give(certificate, state, reason, actor)
    except BadCertificateNumber as error:
        raise OrderRefused(_BAD_NUMBER.format(number)) from error
    except UnknownNumber as error:
        raise OrderRefused(_UNKNOWN.format(error.number)) from error
    except SharesPlace as error:
        raise OrderRefused(_SHARES.format(error.number)) from error
    except NothingToOrder as error:
        raise OrderRefused(_NOTHING.format(error.number, _WORDS[error.state])) from error
    stands = _STANDS if given.counts is not given.state else ""
    return _DONE.format(given.number, _WORDS[given.counts]) + stands
