"""Every answer and every code of a check in words: what it means, and what to do with it."""

from dataclasses import dataclass
from datetime import date

from app.usecases.verification import Answer, Checked, Code
from ui.figures import iso_day
from ui.language import marked, tr
from ui.theme_roles import Tone
from ui.widgets.cells import CellState


@dataclass(frozen=True, slots=True)
class AnswerLook:
    """Colour, icon and words of an answer; `short` in the list of recent checks."""

    tone: Tone
    icon: str
    words: str
    short: str


_ANSWERS = {
    Answer.VALID: AnswerLook("ok", "check", marked("Giltigt bevis"), marked("Giltigt")),
    Answer.GENUINE_STATUS_UNCERTAIN: AnswerLook(
        "warn", "warning", marked("Äkta, men läget är osäkert"), marked("Osäkert")
    ),
    Answer.SUSPENDED: AnswerLook("warn", "pause", marked("Beviset är vilande"), marked("Vilande")),
    Answer.REVOKED: AnswerLook("bad", "x", marked("Beviset är återkallat"), marked("Återkallat")),
    Answer.REPLACED: AnswerLook("warn", "sync", marked("Beviset är ersatt"), marked("Ersatt")),
    Answer.EXPIRED: AnswerLook(
        "warn", "clock", marked("Giltighetstiden har gått ut"), marked("Utgånget")
    ),
    Answer.NOT_ACCREDITED: AnswerLook(
        "bad", "x", marked("Utfärdaren hade inte rätt"), marked("Ej ackrediterad")
    ),
    Answer.PRACTICE: AnswerLook("warn", "warning", marked("PROV – inget bevis"), marked("Prov")),
    Answer.UNKNOWN_ISSUER: AnswerLook("warn", "info", marked("Okänd utfärdare"), marked("Okänd")),
    Answer.NOT_GENUINE: AnswerLook("bad", "x", marked("Inte ett äkta bevis"), marked("Ej äkta")),
}

_CODES = {
    Code.OK: marked("Inte ersatt, inte återkallat."),
    Code.W_NO_STATUS: marked("Datorn har ingen statuslista än. Synka, och kontrollera igen."),
    Code.W_STATUS_STALE: marked("Statuslistan är för gammal. Synka, och kontrollera igen."),
    Code.W_STATUS_EXPIRED: marked("Statuslistan gäller inte längre. Synka, och kontrollera igen."),
    Code.W_KEY_NOT_LISTED: marked(
        "Utfärdarens sigill står inte i statuslistan än. Synka, och kontrollera igen."
    ),
    Code.E_STATUS: marked("Noden har ändrat bevisets läge efter att det skrevs ut."),
    Code.E_EXPIRED: marked("Det var äkta och gällde till dagen som står på det."),
    Code.E_ACC_DATE: marked("Utfärdarens ackreditering gällde inte den dagen."),
    Code.E_ACC_ROLE: marked("Utfärdarens ackreditering omfattar inte den här rollen."),
    Code.E_ACC_WITHDRAWN: marked("Utfärdarens sigill var indraget när beviset utfärdades."),
    Code.E_KEY_COMPROMISED: marked(
        "Utfärdarens sigill är röjt, och noden kände inte till det här beviset innan."
    ),
    Code.E_PRACTICE: marked("Utskrivet från ett övningsbord. Det bevisar ingenting."),
    Code.E_UNKNOWN_KEY: marked("Ingen region som den här datorn känner står bakom utfärdaren."),
    Code.E_TEXT: marked("Koden är inte en Intyga-kod, eller så är den inte hel. Läs in den igen."),
    Code.E_CBOR: marked("Kodens innehåll går inte att läsa. Läs in den igen."),
    Code.E_COSE: marked("Kodens innehåll är inte signerat som det ska."),
    Code.E_ALG: marked("Koden är signerad på ett sätt som inte godtas."),
    Code.E_NONCANONICAL: marked("Koden är omskriven efter att den signerades."),
    Code.E_SIGNATURE: marked("Signaturen stämmer inte: något är ändrat efter utfärdandet."),
    Code.E_VERSION: marked("Koden är av en nyare sort. Uppdatera programmet."),
    Code.E_SHAPE: marked("Uppgifterna i koden är inte ett bevis."),
    Code.E_FUTURE: marked("Beviset är daterat i framtiden. Stämmer datorns klocka?"),
    Code.E_ROLLBACK: marked("En äldre lista än den datorn har erbjöds och togs inte emot."),
    Code.E_NODE_AUTH: marked("Statuslistan kommer inte från en godkänd nod."),
    Code.E_BUNDLE_SIZE: marked("Statuslistan är för stor."),
    Code.E_TOO_LARGE: marked("Koden är för stor för att vara ett bevis."),
}


def answer_look(answer: Answer) -> AnswerLook:
    """Colour, icon and words in the language in force."""
    look = _ANSWERS[answer]
    return AnswerLook(look.tone, look.icon, tr(look.words), tr(look.short))


def code_words(code: Code) -> str:
    """One sentence for a code."""
    return tr(_CODES[code])


def as_of(checked: Checked, today: date) -> str:
    """Against which list it was checked (R40)."""
    if checked.answer in (Answer.NOT_GENUINE, Answer.UNKNOWN_ISSUER, Answer.PRACTICE):
        return code_words(checked.code)
    if checked.status_date is None:
        return code_words(checked.code)
    words = tr("Kontrollerat mot lista från {day} ({age}).")
    held = words.format(day=iso_day(checked.status_date), age=age_words(checked.status_date, today))
    return f"{held} {code_words(checked.code)}"


def age_words(held: date, today: date) -> str:
    """ "i går", "3 dagar sedan"."""
    age = (today - held).days
    if age <= 0:
        return tr("idag")
    return tr("i går") if age == 1 else tr("%n dagar sedan", age)


def recent_state(answer: Answer) -> CellState:
    """An answer in the list of recent checks."""
    look = answer_look(answer)
    icon = {"check": "check-circle", "x": "x-circle"}.get(look.icon, look.icon)
    return CellState(icon, look.tone, look.short)


def layers(checked: Checked) -> tuple[CellState, ...]:
    """What was checked, step by step, as far as it came."""
    genuine = checked.answer is not Answer.NOT_GENUINE
    known = genuine and checked.answer is not Answer.UNKNOWN_ISSUER
    signed = (
        CellState("check", "ok", tr("Signaturen i koden är äkta"))
        if genuine and known
        else CellState("x", "bad", tr("Koden är inte äkta"))
        if not genuine
        else CellState("info", "warn", tr("Signaturen går inte att pröva här"))
    )
    if checked.answer is Answer.PRACTICE:
        return (signed, CellState("warning", "warn", tr("Utfärdaren är ett övningsbord")))
    if not known:
        return (signed,)
    accredited = checked.answer is not Answer.NOT_ACCREDITED
    issuer = (
        CellState("check", "ok", tr("Utfärdaren var ackrediterad"))
        if accredited
        else CellState("x", "bad", tr("Utfärdaren var inte ackrediterad"))
    )
    look = answer_look(checked.answer)
    standing = CellState(look.icon, look.tone, look.short)
    return (signed, issuer, standing) if accredited else (signed, issuer)
