"""The sentences of the sync screen: what is only here, why it waits, what the node last said."""

from dataclasses import dataclass
from datetime import date, datetime

from app.usecases.syncing import Progress, SyncStatus, WaitReason
from ui.figures import clock_time, short_day, short_day_and_time, size
from ui.language import tr
from ui.theme_roles import Tone

_BUSY, _FULL = "too_many", "disk_full"
"""The node's own word where it lets somebody wait."""


@dataclass(frozen=True, slots=True)
class Headline:
    """The card that matters: icon, tone, sentence, what it means."""

    icon: str
    tone: Tone
    title: str
    line: str


def headline(status: SyncStatus, overdue: Tone) -> Headline:
    """What is only on this computer; `overdue` is the tone its age asks for (R62)."""
    if status.node is None:
        return Headline(
            "cloud-off",
            "neutral",
            tr("Härifrån skickas ingenting"),
            tr("Det här bordet hör inte till någon nod. Allt som görs här stannar på datorn."),
        )
    if not status.waiting and status.photos_waiting:
        return _photos_alone(status)
    if not status.waiting and status.troubled:
        return _photos_in_trouble(status)
    if not status.waiting:
        return Headline(
            "cloud",
            "ok",
            tr("Allt är skickat och kvitterat"),
            tr("Noden har allt som signerats på den här datorn. Nytt skickas av sig självt."),
        )
    since = short_day(status.oldest) if status.oldest else ""
    line = tr(
        "De är sparade, signerade och gäller. Noden och företagen ser dem först "
        "när datorn når nätet eller när du tar med en fil dit."
    )
    if status.changes_waiting:
        changed = tr("%n ändrade bevis väntar på synk.", status.changes_waiting)
        old = tr("Den som kontrollerar dem får det gamla svaret till dess.")
        line = f"{changed} {old}"
    if status.photos_waiting:
        line = f"{line} {photos_words(status)}."
    title = tr("{what}, det äldsta sedan {since}").format(what=_what_waits(status), since=since)
    return Headline("cloud-off", overdue, title, line)


def photos_words(status: SyncStatus) -> str:
    """How many photos wait, and how much that is to send."""
    words = tr("%n bilder väntar, {size}", status.photos_waiting)
    return words.format(size=size(status.photos_size))


def needs_words(status: SyncStatus) -> str:
    """What asks for somebody at this desk."""
    if status.refused:
        return tr("noden sade nej")
    return tr("%n konflikter", status.conflicts) if status.conflicts else tr("inga konflikter")


def nothing_words(photos: int) -> str:
    """That no record waits, in the table of those that do."""
    return tr("Inga poster väntar, bara bilder.") if photos else tr("Inget väntar.")


def left_words(photos: int) -> str:
    """What there is to send beside no records at all."""
    return tr("och %n bilder", photos) if photos else tr("inget väntar")


def _photos_alone(status: SyncStatus) -> Headline:
    return Headline(
        "cloud-off",
        "warn",
        photos_words(status),
        tr(
            "Alla poster är kvitterade. Bilderna är sparade här och skickas över nätet eller med "
            "en fil, de minsta först."
        ),
    )


def _photos_in_trouble(status: SyncStatus) -> Headline:
    return Headline(
        "warning",
        "warn",
        tr("%n bilder kan inte skickas härifrån", len(status.troubled)),
        tr("Alla poster är kvitterade. Vilka bilder det är och vad du kan göra står här intill."),
    )


def progress_words(progress: Progress) -> str:
    """How far a run is: records first, then photos."""
    if progress.all_photos:
        words = tr("{sent} av {total} bilder skickade")
        return words.format(sent=progress.photos, total=progress.all_photos)
    words = tr("{sent} av {total} skickade och kvitterade")
    return words.format(sent=progress.sent, total=progress.total)


def _what_waits(status: SyncStatus) -> str:
    """What no other place is known to have; what also lies in a file lacks a receipt only."""
    if status.in_file is not None:
        if status.certificates_waiting:
            return tr("%n bevis har inget kvitto än", status.certificates_waiting)
        return tr("%n poster har inget kvitto än", status.waiting)
    if status.certificates_waiting:
        return tr("%n bevis finns bara på den här datorn", status.certificates_waiting)
    return tr("%n poster finns bara på den här datorn", status.waiting)


def why_words(status: SyncStatus) -> str:
    """Why it waits, or that nothing does."""
    said = status.last_try.detail if status.last_try else ""
    if status.reason is WaitReason.REFUSED and said == _BUSY:
        return tr("Noden har mycket att göra just nu. Det skickas snart igen av sig självt.")
    if status.reason is WaitReason.REFUSED and said == _FULL:
        return tr("Nodens disk är full. Det skickas när regionen har gett noden mer plats.")
    if status.reason is WaitReason.NOTHING_WAITS and status.troubled:
        return tr("Noden väntar på bilder som är skadade eller borta här.")
    words = {
        WaitReason.NOTHING_WAITS: tr("Inget väntar. Noden har kvitterat allt."),
        WaitReason.NOT_ENROLLED: tr("Inget väntar: bordet hör inte till någon nod."),
        WaitReason.NOT_TRIED: tr("Inget försök har gjorts än sedan datorn anslöts."),
        WaitReason.UNREACHABLE: tr("Noden går inte att nå. Ofta saknas bara nätet här."),
        WaitReason.NOT_THE_NODE: tr(
            "Något annat än noden svarar, till exempel en inloggningssida för gästnätet. "
            "Logga in på nätet i en webbläsare."
        ),
        WaitReason.REFUSED: tr("Noden tog inte emot det som skickades. Ring samordnaren."),
        WaitReason.NEW_SINCE: tr("Nytt har signerats sedan senaste försöket och skickas strax."),
        WaitReason.PHOTOS_LEFT: tr(
            "Noden har kvitterat alla poster men saknar bilder. De skickas vid nästa försök."
        ),
    }
    return words[status.reason]


def next_try_words(next_try: datetime | None, *, running: bool, enrolled: bool) -> str:
    """When it tries again by itself."""
    if running:
        return tr("Skickar just nu")
    if not enrolled:
        return tr("Anslut till en region för att skicka")
    if next_try is None:
        return tr("Försöker av sig självt när något väntar")
    return tr("Nytt försök kl. {time}, utan att störa").format(time=clock_time(next_try))


def last_words(status: SyncStatus) -> str:
    """When the node was last tried."""
    proof, tried = status.proof, status.last_try
    if tried is not None and tried.failures:
        at = short_day_and_time(tried.at)
        return tr("Senaste försöket {at} nådde inte fram").format(at=at)
    if proof is not None and (tried is None or proof.at > tried.at):
        return tr("Noden svarade i en fil {at}").format(at=short_day_and_time(proof.at))
    if tried is None:
        return tr("Noden har inte svarat än")
    return tr("Noden svarade senast {at}").format(at=short_day_and_time(tried.at))


def list_age(held: date | None, today: date) -> str:
    """How old the status list is."""
    if held is None:
        return tr("ingen än")
    age = (today - held).days
    return tr("från idag") if age <= 0 else tr("%n dagar gammal", age)
