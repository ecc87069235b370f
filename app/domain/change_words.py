"""Changes between two versions in plain words, for the screen and the command line alike."""

from decimal import Decimal
from enum import Enum

from app.domain.comparing import Change, ChangeKind, FieldChange, Part
from app.domain.protocol import Critical, Evidence, ItemKind, LearningOutcome, Method
from app.domain.protocol import MultipleScoring as Scoring
from app.domain.text import Language, Text

_LONGEST_VALUE = 60

KINDS: dict[ChangeKind, Text] = {
    ChangeKind.ADDED: Text("Ny", "New"),
    ChangeKind.CHANGED: Text("Ändrad", "Changed"),
    ChangeKind.REMOVED: Text("Borttagen", "Removed"),
}

PARTS: dict[Part, Text] = {
    Part.PROFILE: Text("profil", "profile"),
    Part.RULE: Text("regel", "rule"),
    Part.SCALE: Text("steg i skalan", "step of the scale"),
    Part.AREA: Text("område", "area"),
    Part.CRITERION: Text("kriterium", "criterion"),
    Part.ITEM: Text("fråga", "item"),
    Part.TASK: Text("uppgift", "task"),
    Part.WORDING: Text("text", "text"),
    Part.CODE: Text("kod", "code"),
}

PLURALS: dict[Part, Text] = {
    Part.PROFILE: Text("Profilen", "The profile"),
    Part.RULE: Text("Regler", "Rules"),
    Part.SCALE: Text("Skalan", "The scale"),
    Part.AREA: Text("Områden", "Areas"),
    Part.CRITERION: Text("Kriterier", "Criteria"),
    Part.ITEM: Text("Frågor", "Items"),
    Part.TASK: Text("Praktiska uppgifter", "Practical tasks"),
    Part.WORDING: Text("Texter", "Texts"),
    Part.CODE: Text("Koder", "Codes"),
}

FIELDS: dict[str, Text] = {
    "scheme": Text("modell", "scheme"),
    "code": Text("kod", "code"),
    "name": Text("namn", "name"),
    "level": Text("nivå", "level"),
    "owner": Text("huvudman", "scheme owner"),
    "total_cut_permille": Text("gräns för hela teoriprovet", "cut for the whole theory test"),
    "theory_minutes": Text("tid för teori, minuter", "time for theory, minutes"),
    "practical_minutes": Text("tid för praktik, minuter", "time for the practical, minutes"),
    "extra_time_permille": Text("förlängd tid", "extra time"),
    "validity_months": Text("bevisets giltighet, månader", "validity of the certificate, months"),
    "banked_months": Text("delar sparas, månader", "parts are kept, months"),
    "waiting_days": Text("väntetid till omprov, dagar", "wait before a retest, days"),
    "max_attempts": Text("högsta antal försök", "most attempts"),
    "appeal_days": Text("tid för omprövning, dagar", "time for reconsideration, days"),
    "reviewer_required": Text("granskare krävs", "reviewer required"),
    "credit_share_permille": Text("högsta andel tillgodoräknat", "largest share credited"),
    "credit_age_months": Text("tillgodoräknas i, månader", "credited for, months"),
    "print_birth_date": Text("födelsedatum på beviset", "birth date on the certificate"),
    "impartiality_months": Text("jäv efter utbildning, månader", "tie after training, months"),
    "case_days": Text("ärendets tid, dagar", "time for a case, days"),
    "two_assessors": Text("två bedömare", "two assessors"),
    "multiple_scoring": Text("poäng för flerval", "points for multiple choice"),
    "description": Text("beskrivning", "description"),
    "id": Text("id", "id"),
    "shared_id": Text("gemensamt id", "shared id"),
    "weight": Text("vikt", "weight"),
    "required_level": Text("kravnivå", "required level"),
    "required": Text("krävs", "required"),
    "items": Text("frågor i provet", "items in the test"),
    "cut_permille": Text("gräns för området", "cut for the area"),
    "share_permille": Text("andel kriterier", "share of criteria"),
    "statements": Text("påståenden i självskattningen", "self-assessment statements"),
    "measures": Text("föreslagna åtgärder", "proposed measures"),
    "place": Text("plats i ordningen", "place in the order"),
    "area": Text("område", "area"),
    "text": Text("text", "text"),
    "detail": Text("förklaring", "detail"),
    "outcome": Text("läranderesultat", "learning outcome"),
    "method": Text("hur det visas", "how it is shown"),
    "critical": Text("avgörande", "critical"),
    "evidence": Text("underlag", "evidence"),
    "measured": Text("mätvärde och tolerans", "measured value and tolerance"),
    "levels": Text("texter för stegen", "texts of the steps"),
    "questions": Text("muntliga frågor", "oral questions"),
    "kind": Text("frågetyp", "kind of item"),
    "stem": Text("frågetext", "stem"),
    "hint": Text("ledtråd", "hint"),
    "options": Text("svarsalternativ", "options"),
    "targets": Text("att para ihop med", "to match with"),
    "unit": Text("enhet", "unit"),
    "picture": Text("bild", "picture"),
    "picture_text": Text("bildtext", "picture text"),
    "family": Text("familj", "family"),
    "points": Text("poäng", "points"),
    "key": Text("facit", "key"),
    "why": Text("förklaring till facit", "why the key is right"),
    "slips": Text("vanliga tankefel", "common slips"),
    "guide": Text("vägledning på en sida", "guide of one page"),
    "title": Text("rubrik", "title"),
    "brief": Text("uppgiften", "the task"),
    "setup": Text("förberedelser", "setup"),
    "materials": Text("material", "materials"),
    "safety_walk": Text("säkerhetsgenomgång", "safety walk"),
    "minutes": Text("tid, minuter", "time, minutes"),
    "label": Text("märkning", "label"),
    "disclaimer": Text("friskrivning", "disclaimer"),
    "briefing": Text("informationspunkter", "briefing"),
    "privacy_version": Text("personuppgifter, version", "privacy notice, version"),
    "privacy": Text("personuppgifter, text", "privacy notice, text"),
    "ssyk": Text("SSYK", "SSYK"),
    "isco": Text("ISCO", "ISCO"),
    "jobtech_ssyk": Text("JobTech SSYK", "JobTech SSYK"),
    "jobtech_occupation": Text("JobTech yrke", "JobTech occupation"),
    "esco_occupation": Text("ESCO", "ESCO"),
    "sun_field": Text("SUN", "SUN"),
}

ENUMS: dict[Enum, Text] = {
    Critical.NO: Text("nej", "no"),
    Critical.MUST: Text("måste nås", "must be reached"),
    Critical.STOP: Text("säkerhetsstopp", "safety stop"),
    Evidence.NONE: Text("inget", "none"),
    Evidence.NOTE: Text("anteckning", "note"),
    Evidence.PHOTO: Text("foto", "photo"),
    Evidence.VALUE: Text("mätvärde", "measured value"),
    Method.THEORY: Text("teori", "theory"),
    Method.PRACTICAL: Text("praktik", "practical"),
    Method.ORAL: Text("muntligt", "oral"),
    Method.DOCUMENT: Text("dokument", "document"),
    LearningOutcome.KNOWLEDGE: Text("kunskap", "knowledge"),
    LearningOutcome.SKILL: Text("färdighet", "skill"),
    LearningOutcome.COMPETENCE: Text("kompetens", "competence"),
    ItemKind.SINGLE: Text("ett rätt", "single choice"),
    ItemKind.MULTIPLE: Text("flera rätt", "multiple choice"),
    ItemKind.NUMERIC: Text("tal", "number"),
    ItemKind.ORDER: Text("ordning", "order"),
    ItemKind.MATCH: Text("para ihop", "match"),
    Scoring.PARTIAL: Text("delvis rätt ger del av poängen", "partly right earns a part"),
    Scoring.ALL_OR_NOTHING: Text("allt rätt eller inget", "all right or nothing"),
}

_YES, _NO = Text("ja", "yes"), Text("nej", "no")
_EMPTY = Text("inget", "none")


_NEUTER = {Part.AREA, Part.CRITERION, Part.SCALE}
_NEUTER_KINDS = {
    ChangeKind.ADDED: "Nytt",
    ChangeKind.CHANGED: "Ändrat",
    ChangeKind.REMOVED: "Borttaget",
}


def change_title(change: Change, language: Language) -> str:
    """What was added, changed or removed: `Ändrad fråga mat-014: Vilket mått …`."""
    kind, part = KINDS[change.kind].in_language(language), PARTS[change.part].in_language(language)
    if change.part in (Part.PROFILE, Part.RULE, Part.WORDING, Part.CODE):
        return field_words(change.key, language)
    if language == "sv" and change.part in _NEUTER:
        kind = _NEUTER_KINDS[change.kind]
    name = change.name.in_language(language)
    return f"{kind} {part} {change.key}: {name}" if name else f"{kind} {part} {change.key}"


def field_lines(change: Change, language: Language) -> tuple[str, ...]:
    """What differs in it, a line each: `gräns för området: 60 % → 65 %`."""
    return tuple(_field_line(each, language) for each in change.fields)


def field_words(field: str, language: Language) -> str:
    """The name of a field, beginning a line."""
    words = FIELDS[field].in_language(language)
    return words[:1].upper() + words[1:]


def _field_line(change: FieldChange, language: Language) -> str:
    name = field_words(change.field, language)
    before = _value(change.field, change.before, language)
    after = _value(change.field, change.after, language)
    if before is None or after is None or before == after:
        return name
    return f"{name}: {before} → {after}"


def _value(field: str, value: object, language: Language) -> str | None:
    """A value that fits a line; None for one that does not or means nothing to a reader."""
    if isinstance(value, Enum):
        return ENUMS[value].in_language(language)
    if isinstance(value, bool):
        return (_YES if value else _NO).in_language(language)
    if isinstance(value, int) and field.endswith("_permille"):
        share = f"{value // 10}" if value % 10 == 0 else f"{value / 10:.1f}"
        return (share.replace(".", ",") if language == "sv" else share) + "\u00a0%"
    if isinstance(value, int | Decimal):
        return str(value)
    if isinstance(value, Text):
        value = value.in_language(language)
    if isinstance(value, str) and field != "picture":
        said = value or _EMPTY.in_language(language)
        return said if len(said) <= _LONGEST_VALUE else None
    return None
