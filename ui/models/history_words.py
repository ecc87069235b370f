"""What happened in a case or to a person, in words, each with its icon and tone."""

from app.domain.certificate import CertificateKind
from app.domain.reason_words import KIND_WORDS
from ui.language import language, marked, tr
from ui.theme_roles import Tone

_KINDS: dict[str, tuple[str, Tone, str]] = {
    "registered": ("person", "neutral", marked("Registrerad")),
    "renamed": ("pen", "neutral", marked("Bytte namn till {detail}")),
    "protected": ("lock", "warn", marked("Markerad som skyddad")),
    "unprotected": ("lock", "neutral", marked("Inte längre skyddad")),
    "prior_unchecked": ("cloud-off", "warn", marked("Tidigare resultat ej kontrollerat (offline)")),
    "tie_noted": ("people", "warn", marked("Anknytning: {detail}")),
    "tie_removed": ("people", "neutral", marked("Anknytning borttagen · {detail}")),
    "opened": ("calendar", "neutral", marked("Ärendet öppnat")),
    "identified": ("check-circle", "ok", marked("Identitet sedd")),
    "self_assessment_handed_in": ("check-circle", "ok", marked("Självskattning klar")),
    "theory_handed_in": ("check-circle", "ok", marked("Teoriprov inlämnat")),
    "practical_handed_in": ("check-circle", "ok", marked("Praktiskt prov klart")),
    "practical_safety_stopped": ("stop-octagon", "bad", marked("Stoppat av säkerhetsskäl")),
    "practical_reopened": ("undo", "neutral", marked("Praktiskt prov upptaget igen")),
    "oral_handed_in": ("check-circle", "ok", marked("Muntlig uppföljning klar")),
    "awaiting_lab": ("clock", "warn", marked("Väntar på labbsvar till {detail}")),
    "lab_answered": ("check", "ok", marked("Labbsvar inskrivet: {detail}")),
    "adjustment_proposed": ("plus", "neutral", marked("Anpassning föreslagen")),
    "adjustment_approved": ("check", "ok", marked("Anpassning godkänd")),
    "adjustment_taken_back": ("minus", "neutral", marked("Anpassning borttagen")),
    "incident_pause": ("pause", "warn", marked("Pausat för en händelse")),
    "incident_confirmed": ("warning", "warn", marked("Avbrott bekräftat")),
    "decided": ("pen", "ok", marked("Beslut: {outcome}")),
    "debriefed": ("speech", "ok", marked("Återkoppling given")),
    "certified": ("file", "ok", marked("Bevis utfärdat · {detail}")),
    "printed": ("printer", "neutral", marked("Beviset utskrivet")),
    "saved": ("save", "neutral", marked("Beviset sparat som PDF")),
    "closed": ("check-circle", "ok", marked("Överlämnat, ärendet klart")),
    "paused": ("pause", "warn", marked("Pausat")),
    "resumed": ("play", "accent", marked("Återupptaget")),
    "ended_early": ("flag", "warn", marked("Avslutat i förtid, till beslut")),
    "aborted": ("x-circle", "neutral", marked("Avbrutet")),
    "no_show": ("x-circle", "neutral", marked("Kom inte")),
    "lapsed": ("clock", "neutral", marked("Förfallet")),
    "moved": ("people", "warn", marked("Flyttat till rätt person")),
    "case_moved_away": ("people", "neutral", marked("Ett ärende ({detail}) flyttades härifrån")),
    "credited": ("certificate", "ok", marked("Tillgodoräknat: {detail}")),
    "credit_taken_back": ("undo", "neutral", marked("Tillgodoräknande borttaget: {detail}")),
    "retest_opened": ("calendar", "neutral", marked("Omtest öppnat")),
    "retest_of_areas": ("calendar", "neutral", marked("Omtest öppnat: {detail}")),
    "self_assessment_printed": ("printer", "neutral", marked("Blankett för självskattning")),
    "theory_printed": ("printer", "neutral", marked("Teoriprovet utskrivet på papper")),
    "practical_printed": ("printer", "neutral", marked("Blankett för praktiskt prov")),
    "self_assessment_keyed": ("pen", "neutral", marked("Självskattning från papper · {detail}")),
    "theory_keyed": ("pen", "neutral", marked("Teoriprov från papper · {detail}")),
    "practical_keyed": ("pen", "neutral", marked("Praktiskt prov från papper · {detail}")),
    "theory_paper_lost": ("warning", "warn", marked("Utskrivet teoriprov borttappat")),
    "differences_settled": ("people", "ok", marked("Skillnaderna lösta tillsammans")),
    "second_answered": ("people", "neutral", marked("Svar från {detail} vid annan dator")),
    "second_opened": ("file", "neutral", marked("Medbedömning åt {detail}")),
    "second_given": ("check-circle", "ok", marked("Medbedömningen lämnad")),
    "plan_printed": ("printer", "neutral", marked("Planen utskriven")),
    "attendance_saved": ("save", "neutral", marked("Närvarointyg {detail}")),
    "plan_saved": ("save", "neutral", marked("Planen sparad som PDF")),
    "measure_done": ("check-circle", "ok", marked("Åtgärd gjord: {detail}")),
    "measure_reopened": ("undo", "neutral", marked("Åtgärd inte gjord än: {detail}")),
    "overridden": ("people", "warn", marked("Område bedömt av två: {detail}")),
    "override_taken_back": ("undo", "neutral", marked("Område åter enligt reglerna: {detail}")),
    "review_agreed": ("check-circle", "ok", marked("Granskat och godkänt")),
    "review_sent_back": ("undo", "warn", marked("Tillbaka från granskaren: {detail}")),
    "replaced": ("sync", "warn", marked("Bevis {detail} ersatt")),
    "suspended": ("pause", "warn", marked("Bevis {detail} tillfälligt stoppat")),
    "lifted": ("play", "ok", marked("Stoppet av bevis {detail} hävt")),
    "revoked": ("x-circle", "bad", marked("Bevis {detail} återkallat")),
    "voided": ("trash", "bad", marked("Bevis {detail} makulerat")),
    "reconsideration_filed": ("flag", "warn", marked("Omprövning begärd, {detail}")),
    "reconsideration_upheld": ("check", "neutral", marked("Beslutet står fast, {detail}")),
    "reconsideration_changed": ("pen", "accent", marked("Beslutet ändrat, {detail}")),
    "reconsideration_dismissed": ("minus", "neutral", marked("Omprövning avvisad, {detail}")),
    "appeal_filed": ("flag", "warn", marked("Överklagat, {detail}")),
    "appeal_upheld": ("check", "neutral", marked("Beslutet står fast, {detail}")),
    "appeal_changed": ("pen", "accent", marked("Beslutet ändrat, {detail}")),
    "appeal_dismissed": ("minus", "neutral", marked("Överklagande avvisat, {detail}")),
    "complaint_filed": ("speech", "neutral", marked("Klagomål, {detail}")),
    "complaint_remedied": ("check", "neutral", marked("Klagomål åtgärdat, {detail}")),
    "complaint_dismissed": ("minus", "neutral", marked("Klagomål avslutat, {detail}")),
    "deviation_filed": ("warning", "neutral", marked("Avvikelse, {detail}")),
    "deviation_remedied": ("check", "neutral", marked("Avvikelse åtgärdad, {detail}")),
    "deviation_dismissed": ("minus", "neutral", marked("Avvikelse avslutad, {detail}")),
    "erase_requested": ("trash", "warn", marked("Radering begärd")),
    "ended_erased": (
        "check-circle",
        "neutral",
        marked("Avslutat: personens uppgifter är raderade på begäran"),
    ),
    "cancelled": ("x-circle", "neutral", marked("Ärendet avbokat")),
}


def history_words(kind: str, detail: str) -> tuple[str, Tone, str]:
    """Icon, tone and sentence of one event; what is not known here is told by its kind."""
    icon, tone, words = _KINDS.get(kind, ("info", "neutral", kind.replace("_", " ")))
    said = tr(words).format(detail=detail, outcome=_outcome(detail))
    return icon, tone, said if detail else said.rstrip(" :·,")


def _outcome(detail: str) -> str:
    try:
        return KIND_WORDS[CertificateKind(detail)].in_language(language()).lower()
    except ValueError:
        return detail
