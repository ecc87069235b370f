"""How safe what was sent is: what outlasts the node's own disk, and that the node went back."""

from datetime import date, timedelta

from app.usecases.syncing import SyncStatus
from ui.figures import number, short_day
from ui.language import tr

_SHOWN = timedelta(days=14)


def durable_words(status: SyncStatus) -> str:
    """How much of what the node holds it also holds elsewhere, by its own last word."""
    if status.proof is None or status.node is None:
        return ""
    if not status.durable_by:
        return tr("Noden har inte sagt att något av det finns även i en säkerhetskopia.")
    if status.durable_by == "replica":
        words = tr("%n av dem finns även på nodens andra maskin", status.durable)
    else:
        words = tr("%n av dem finns även i nodens säkerhetskopia", status.durable)
    return words.replace(str(status.durable), number(status.durable))


def let_go_words(status: SyncStatus) -> str:
    """What of ended cases the node keeps and this computer no longer does; "" for nothing."""
    gone = status.let_go
    if not gone.records:
        return ""
    words = tr("%n poster från avslutade ärenden finns nu bara hos noden.", gone.records)
    return words.replace(str(gone.records), number(gone.records))


def lacking_words(status: SyncStatus) -> str:
    """What the node lacks of this computer's log and this computer no longer has; "" for none."""
    if status.proof is None or status.waiting or not status.proof.lacking:
        return ""
    count = status.proof.lacking
    words = tr("Noden saknar %n poster som inte finns kvar på den här datorn heller.", count)
    more = tr("Regionen ser det. De kan finnas i en säkerhetskopia av datorn.")
    return f"{words.replace(str(count), number(count))} {more}"


def went_back_words(status: SyncStatus, today: date) -> str:
    """That the node was found set back, for some days; "" else."""
    found = status.went_back
    if found is None or today - found.at.date() > _SHOWN:
        return ""
    words = tr("Noden har gått tillbaka till en äldre säkerhetskopia. Det upptäcktes {day}.")
    told = words.format(day=short_day(found.at))
    if not found.again:
        return f"{told} {tr('Inget härifrån saknades där.')}"
    lacked = tr("%n kvitterade poster saknades där och skickas igen härifrån.", found.again)
    return f"{told} {lacked} {tr('Inget är förlorat.')}"
