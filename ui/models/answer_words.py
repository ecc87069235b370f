"""Every answer and every code of a check in words: what it means, and what to do with it."""

from dataclasses import dataclass
from datetime import date

from app.domain.layers import Fact, LayerState
from app.usecases.verification import Answer, Checked, Code, ForeignCode, RecentCheck
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
    Answer.SUSPENDED: AnswerLook(
        "warn", "pause", marked("Beviset är tillfälligt stoppat"), marked("Stoppat")
    ),
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


_FOREIGN = {
    ForeignCode.HEALTH: marked("Det här är ett vaccinationsbevis, inte ett kompetensbevis."),
    ForeignCode.CREDENTIAL: marked(
        "Det här är någon annans digitala bevis. Kontrollera det hos den som utfärdade det."
    ),
    ForeignCode.NUMBER: marked(
        "Det här är ett bevisnummer. Läs in koden, eller slå upp numret på nodens sida."
    ),
    ForeignCode.TORN: marked("Bara början av en beviskod kom med. Läs in hela koden igen."),
    ForeignCode.OTHER_PAGE: marked("Koden leder till en webbsida och är inget bevis."),
    ForeignCode.CONTACT: marked("Det här är ett visitkort, inte ett bevis."),
    ForeignCode.WIFI: marked("Koden ansluter till ett trådlöst nät och är inget bevis."),
    ForeignCode.PAYMENT: marked("Det här är en betalningskod, inte ett bevis."),
    ForeignCode.MESSAGE: marked("Koden är en adress för e-post eller telefon, inte ett bevis."),
    ForeignCode.EVENT: marked("Koden är en kalenderpost, inte ett bevis."),
    ForeignCode.PLACE: marked("Koden är en plats på kartan, inte ett bevis."),
    ForeignCode.GOODS: marked("Det här är ett varu- eller serienummer, inte ett bevis."),
    ForeignCode.TOO_LONG: marked("Texten är för lång för att vara ett bevis."),
    ForeignCode.TEXT: marked("Texten är ingen beviskod. Läs in koden på beviset."),
}

_NO_CERTIFICATE = AnswerLook("warn", "info", marked("Inget kompetensbevis"), marked("Ej bevis"))
_TEXT_DIFFERS = AnswerLook("bad", "warning", marked("Texten är ändrad"), marked("Ändrat"))
_ANOTHERS_CODE = AnswerLook(
    "bad", "warning", marked("Koden hör till ett annat bevis"), marked("Ändrat")
)
_FILE_DIFFERS = AnswerLook("bad", "warning", marked("Filen är ändrad"), marked("Ändrat"))
_HIDDEN_BY = (Answer.VALID, Answer.GENUINE_STATUS_UNCERTAIN, Answer.EXPIRED, Answer.PRACTICE)


def look_of(checked: Checked) -> AnswerLook:
    """As `answer_look`; where page or file contradict the code, that comes first."""
    if checked.foreign is not None:
        return _in_force(_NO_CERTIFICATE)
    layers = checked.layers
    if layers is None or not layers.differ or checked.answer not in _HIDDEN_BY:
        return answer_look(checked.answer)
    if any(one.fact is Fact.NUMBER and one.found for one in layers.text.differences):
        return _in_force(_ANOTHERS_CODE)
    is_text = layers.text.state is LayerState.DIFFERS
    return _in_force(_TEXT_DIFFERS if is_text else _FILE_DIFFERS)


def answer_look(answer: Answer) -> AnswerLook:
    """Colour, icon and words in the language in force."""
    return _in_force(_ANSWERS[answer])


def _in_force(look: AnswerLook) -> AnswerLook:
    return AnswerLook(look.tone, look.icon, tr(look.words), tr(look.short))


def code_words(code: Code) -> str:
    """One sentence for a code."""
    return tr(_CODES[code])


def as_of(checked: Checked, today: date) -> str:
    """Against which list it was checked (R40)."""
    if checked.foreign is not None:
        return tr(_FOREIGN[checked.foreign])
    if checked.differs and checked.answer in _HIDDEN_BY:
        short = answer_look(checked.answer).words
        words = tr("Lita på koden, inte på papperet. Koden säger: {answer}.")
        return words.format(answer=short)
    if checked.known_here:
        return tr("Ändrat vid det här bordet. Listan här är äldre och säger det inte än.")
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


def recent_state(check: RecentCheck) -> CellState:
    """An answer in the list of recent checks."""
    look = answer_look(check.answer)
    if check.differs and check.answer in _HIDDEN_BY:
        look = _in_force(_TEXT_DIFFERS)
    icon = {"check": "check-circle", "x": "x-circle"}.get(look.icon, look.icon)
    return CellState(icon, look.tone, look.short)
