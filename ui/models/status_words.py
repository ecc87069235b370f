"""What became of a certificate in words: acts, reasons, how far the word has come."""

from app.domain.certificate_status import (
    EXPIRING_DAYS,
    CertificateState,
    StatusAct,
    StatusReason,
)
from app.usecases.status_acts import CertificateStanding, Knowing, Known, StatusEvent
from ui.figures import day, short_day_and_time
from ui.language import marked, tr
from ui.theme_roles import Tone
from ui.widgets.timeline import Event

ACT_WORDS = {
    StatusAct.LIFT: marked("Häv stoppet"),
    StatusAct.SUSPEND: marked("Stoppa tillfälligt"),
    StatusAct.REPLACE: marked("Ersätt med rätt namn"),
    StatusAct.VOID: marked("Makulera"),
    StatusAct.REVOKE: marked("Återkalla"),
}
ACT_ICONS = {
    StatusAct.LIFT: "play",
    StatusAct.SUSPEND: "pause",
    StatusAct.REPLACE: "pen",
    StatusAct.VOID: "trash",
    StatusAct.REVOKE: "x-circle",
}
REASON_WORDS = {
    StatusReason.MISPRINT: marked("Fel i utskriften"),
    StatusReason.NAME_CHANGED: marked("Personen har bytt namn"),
    StatusReason.CORRECTION: marked("Namnet är felskrivet"),
    StatusReason.FOUND_WRONG: marked("Utfärdat på fel grund"),
    StatusReason.WRONG_PERSON: marked("Utfärdat till fel person"),
    StatusReason.APPEAL: marked("Beslutet omprövas"),
    StatusReason.UNDER_REVIEW: marked("Något behöver utredas"),
    StatusReason.SHARED_PLACE: marked("Delar plats i statuslistan med ett annat bevis"),
    StatusReason.CONFLICT: marked("Två bedömningar av samma person"),
    StatusReason.COMPLETED: marked("Mer är visat i omprov"),
    StatusReason.LIFTED: marked("Stoppet är hävt"),
}
_EVENTS: dict[CertificateState, tuple[str, Tone, str]] = {
    CertificateState.ISSUED: ("play", "ok", marked("Stoppet hävt")),
    CertificateState.SUSPENDED: ("pause", "warn", marked("Tillfälligt stoppat")),
    CertificateState.REPLACED: ("sync", "warn", marked("Ersatt")),
    CertificateState.REVOKED: ("x-circle", "bad", marked("Återkallat")),
    CertificateState.VOIDED: ("trash", "bad", marked("Makulerat")),
}
_COPIES = {"printed": marked("Utskrivet"), "saved": marked("Sparat som PDF")}


def certificate_event(event: StatusEvent) -> Event:
    """One line of the history: what, by whom, why."""
    icon, tone, what = _what(event)
    who = event.actor or tr("Regionen")
    why = [] if event.reason in (None, StatusReason.LIFTED) else [tr(REASON_WORDS[event.reason])]
    note = [f"”{event.note}”"] if event.note else []
    line = " · ".join([what, who, *why, *note])
    return Event(icon, tone, short_day_and_time(event.at), line)


def _what(event: StatusEvent) -> tuple[str, Tone, str]:
    if event.kind == "issued":
        words = tr("Utfärdat i stället för {number}") if event.other else tr("Utfärdat")
        return "certificate", "accent", words.format(number=event.other)
    if event.state is None:
        return "printer", "neutral", tr(_COPIES[event.kind])
    icon, tone, said = _EVENTS[event.state]
    if event.other:
        return icon, tone, tr("Ersatt av {number}").format(number=event.other)
    return icon, tone, tr(said)


def known_words(known: Known) -> str:
    """Who knows of a change, in words that are true whenever they are said."""
    since = short_day_and_time(known.since)
    words = {
        Knowing.HERE: tr("Det står bara här: bordet hör inte till någon nod."),
        Knowing.WAITING: tr("Väntar på synk sedan {since}: noden och andra vet det inte än."),
        Knowing.TAKEN: tr("Noden vet det sedan {since}. Listan här är äldre och säger det inte."),
        Knowing.LISTED: tr("Det står i listan från {since} som alla kontrollerar mot."),
        Knowing.HELD: tr("Noden följer det inte. Ring samordnaren. Senaste svar {since}."),
    }
    return words[known.how].format(since=since)


def standing_words(standing: CertificateStanding) -> tuple[str, str, Tone]:
    """Icon, sentences and tone of what counts now; no sentences where all is as printed."""
    shown = standing.shown
    if shown.by_region:
        return _from_region(standing)
    if shown.state is CertificateState.ISSUED:
        return _in_force(standing)
    if shown.state is CertificateState.EXPIRED:
        last = "" if standing.valid_to is None else day(standing.valid_to)
        return "clock", tr("Gick ut {day}.").format(day=last), "warn"
    icon, tone, words = _EVENTS[shown.state]
    said = tr("{what} av {name}").format(what=tr(words), name=standing.by)
    why = "" if standing.reason is None else f": {tr(REASON_WORDS[standing.reason]).lower()}"
    lines = [said + why + "." if standing.by else tr(words) + "."]
    if standing.replaced_by:
        lines.append(tr("Det nya är {number}.").format(number=standing.replaced_by))
    lines += [] if standing.known is None else [known_words(standing.known)]
    return icon, " ".join(lines), tone


def _in_force(standing: CertificateStanding) -> tuple[str, str, Tone]:
    """Nothing to say, but for a stop that others have not heard is lifted, and a near end."""
    if standing.known is not None and standing.known.how is not Knowing.LISTED:
        lifted = tr("Stoppet är hävt.")
        return "play", f"{lifted} {known_words(standing.known)}", "neutral"
    left = standing.days_left
    if left is not None and left <= EXPIRING_DAYS:
        return "clock", tr("Går ut om %n dagar.", left) if left else tr("Går ut idag."), "warn"
    return "", "", "neutral"


def _from_region(standing: CertificateStanding) -> tuple[str, str, Tone]:
    shown, listed = standing.shown, standing.shown.listed
    dated = "" if listed is None else day(listed)
    if shown.state is CertificateState.NOT_BELIEVED:
        words = tr("Sigillet bakom beviset är indraget eller stulet, enligt listan från {day}.")
        after = tr("Ingen som kontrollerar det godtar det. Ring samordnaren.")
        return "warning", f"{words.format(day=dated)} {after}", "bad"
    if standing.reason is StatusReason.CONFLICT and shown.state is CertificateState.SUSPENDED:
        under = tr(
            "Under granskning: två datorer har bedömt personen. Beviset är tillfälligt stoppat "
            "tills konflikten är avgjord. Se Konflikter."
        )
        return "pause", under, "warn"
    icon, tone, words = _EVENTS[shown.state]
    said = tr("{what} av regionen, enligt listan från {day}").format(what=tr(words), day=dated)
    if listed is None:
        said = tr("{what} av regionen").format(what=tr(words))
    why = "" if standing.reason is None else f": {tr(REASON_WORDS[standing.reason]).lower()}"
    return icon, f"{said}{why}.", tone
