"""What waits to be sent, and what is sent only once it is signed, as rows."""

from app.usecases.syncing import UnfinishedRow, WaitingRow
from ui.figures import short_day_and_time, size
from ui.language import language, marked, tr
from ui.models.case_words import case_state
from ui.models.erased_words import shown_name
from ui.models.rows import Cell, RowsModel

_CONTENT = {
    "log.opened": marked("datorns logg"),
    "person.registered": marked("person"),
    "person.corrected": marked("rättelse"),
    "person.gender": marked("juridiskt kön"),
    "order.placed": marked("beställning"),
    "company.registered": marked("företag"),
    "company.required": marked("företags krav"),
    "order.made": marked("grupporder"),
    "order.joined": marked("plats i grupporder"),
    "case.opened": marked("ärende"),
    "retest.scoped": marked("omtestets omfattning"),
    "case.moved": marked("flyttat ärende"),
    "case.ended": marked("ärendets gång"),
    "case.reviewed": marked("granskning"),
    "sitting.closed": marked("prov"),
    "decision.made": marked("beslut"),
    "plan.agreed": marked("plan"),
    "measure.planned": marked("åtgärd"),
    "measure.stated": marked("åtgärd"),
    "measure.worded": marked("åtgärdens ord"),
    "certificate.issued": marked("bevis"),
    "certificate.status": marked("bevisets läge"),
    "participation.stated": marked("deltagande"),
    "hours.attested": marked("timmar"),
    "conversation.held": marked("samtal med företag"),
    "appeal.filed": marked("registerpost"),
    "appeal.settled": marked("avgörande"),
    "incident": marked("händelse"),
    "conflict.settled": marked("avgjord konflikt"),
    "erase.requested": marked("begäran om radering"),
    "erase.done": marked("radering"),
}


class WaitingRows(RowsModel[WaitingRow]):
    """Certificate, person, what it is, size, since when."""

    heads = (
        marked("Bevisnummer"),
        marked("Person"),
        marked("Innehåll"),
        marked("Storlek"),
        marked("Sparat"),
    )
    right = (3,)

    def cell(self, row: WaitingRow, column: int) -> Cell:
        """What stands in a cell."""
        match column:
            case 0:
                return Cell(row.number or "–", key=True)
            case 1:
                return Cell(shown_name(row.name) or "–", key=True)
            case 2:
                return Cell(", ".join(content_words(kind) for kind in row.content))
            case 3:
                return Cell(size(row.size))
            case _:
                return Cell(short_day_and_time(row.since))

    def id_of(self, row: WaitingRow) -> object:
        """The row itself."""
        return row


class UnfinishedRows(RowsModel[UnfinishedRow]):
    """Person, role, state."""

    heads = (marked("Person"), marked("Roll"), marked("Läge"))

    def cell(self, row: UnfinishedRow, column: int) -> Cell:
        """What stands in a cell."""
        match column:
            case 0:
                return Cell(row.name or tr("Skyddad person"), key=True)
            case 1:
                return Cell(row.role.in_language(language()))
            case _:
                return Cell(state=case_state(row.state))

    def id_of(self, row: UnfinishedRow) -> object:
        """The case."""
        return row.case_id


def content_words(kind: str) -> str:
    """What a record is, in one word."""
    return tr(_CONTENT[str(kind)])
