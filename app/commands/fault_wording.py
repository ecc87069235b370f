"""What is wrong with a protocol package, in words an author can act on."""

from collections.abc import Sequence

from app.domain.text import Language, Text
from app.protocols.faults import Fault, Problem

_P = Problem

WORDS: dict[Problem, Text] = {
    _P.FILE_MISSING: Text("filen saknas", "the file is missing"),
    _P.FILE_TOO_LARGE: Text("filen är större än {}", "the file is larger than {}"),
    _P.FILE_UNEXPECTED: Text(
        "filen hör inte till ett protokoll; flytta eller byt namn på den",
        "the file does not belong in a protocol; move or rename it",
    ),
    _P.NOT_UTF8: Text("inte UTF-8 vid byte {}", "not UTF-8 at byte {}"),
    _P.NOT_YAML: Text("går inte att läsa som YAML: {}", "cannot be read as YAML: {}"),
    _P.ALIAS: Text(
        "alias ({}) är inte tillåtna; skriv ut texten", "aliases ({}) are not allowed; write it out"
    ),
    _P.TOO_DEEP: Text("djupare än {} nivåer", "deeper than {} levels"),
    _P.DUPLICATE_KEY: Text("fältet {} står två gånger", "the field {} stands twice"),
    _P.UNKNOWN_FIELD: Text("okänt fält {}", "unknown field {}"),
    _P.FIELD_MISSING: Text("fältet {} saknas", "the field {} is missing"),
    _P.WRONG_VALUE: Text("fel värde: {}", "wrong value: {}"),
    _P.EMPTY_TEXT: Text("texten är tom", "the text is empty"),
    _P.NOT_NFC: Text(
        "tecken med lösa accenter (inte NFC)", "characters with loose accents (not NFC)"
    ),
    _P.HIDDEN_CHARACTER: Text("osynligt tecken {}", "invisible character {}"),
    _P.DUPLICATE_ID: Text("id {} används två gånger", "id {} is used twice"),
    _P.UNKNOWN_AREA: Text("inget område heter {}", "no area is called {}"),
    _P.SCALE_STEPS: Text(
        "skalan ska ha 2–4 steg med koderna 1, 2, 3 … i ordning, inte {}",
        "the scale needs 2–4 steps coded 1, 2, 3 … in order, not {}",
    ),
    _P.SCALE_NAMES: Text(
        "steget {} går inte att skilja från ett annat: namn och siffror i dem måste vara olika",
        "the step {} cannot be told from another: names, and the figures in them, must differ",
    ),
    _P.ABOVE_SCALE: Text("kravnivå över skalan: {}", "required level above the scale: {}"),
    _P.WEIGHT_SUM: Text(
        "områdenas vikter ska bli 1000 tillsammans: {}", "the areas' weights must sum to 1000: {}"
    ),
    _P.NOTHING_TO_ASSESS: Text(
        "området {} har varken frågor eller kriterier att bedöma",
        "the area {} has neither items nor criteria to rate",
    ),
    _P.NO_THEORY_TIME: Text(
        "frågor finns men teoriprovet har ingen tid", "there are items but no time for theory"
    ),
    _P.LEVEL_TEXTS: Text(
        "en text för varje steg i skalan behövs: {}", "one text for each step is needed: {}"
    ),
    _P.STOP_IN_THEORY: Text(
        "{} visas i teori och kan inte vara stopp", "{} is shown in theory and cannot be a stop"
    ),
    _P.THEORY_WITHOUT_ITEMS: Text(
        "{} visas i teori men området har inga frågor",
        "{} is shown in theory but the area has no items",
    ),
    _P.VALUE_WITHOUT_MEASURE: Text(
        "evidence: value och measured hör ihop; här står {}",
        "evidence: value and measured belong together; here it says {}",
    ),
    _P.LIMITS: Text(
        "nedre gränsen ska ligga under den övre: {}", "the lower limit must be below the upper: {}"
    ),
    _P.BRIEFING_POINTS: Text(
        "informationen ska ha sex punkter: {}", "the briefing must have six points: {}"
    ),
    _P.ITEMS_OR_TEMPLATE: Text(
        "familjen ska ha antingen items eller template med rows",
        "the family needs either items or a template with rows",
    ),
    _P.PLACE_UNFILLED: Text("platsen {} är inte ifylld", "the place {} is not filled"),
    _P.PLACE_UNUSED: Text(
        "mallen har ingen plats för värdet {}", "the template has no place for the value {}"
    ),
    _P.TOO_FEW_FAMILIES: Text(
        "färre familjer än frågor i provet: {}", "fewer families than items in the test: {}"
    ),
    _P.ITEMS_WITHOUT_BLUEPRINT: Text(
        "frågor finns men området {} drar inga", "there are items but the area {} draws none"
    ),
    _P.TOO_FEW_OPTIONS: Text("för få alternativ: {}", "too few options: {}"),
    _P.FIELD_NOT_FOR_KIND: Text(
        "fältet används inte för sorten {}", "the field is not used for the kind {}"
    ),
    _P.KEY_UNKNOWN: Text(
        "facit pekar på {} som inte finns", "the key names {}, which is not there"
    ),
    _P.KEY_COUNT: Text("fel antal i facit för {}", "wrong number in the key for {}"),
    _P.ORDER_SHOWN: Text(
        "alternativen står redan i rätt ordning: {}", "the options already stand in order: {}"
    ),
    _P.SLIP_ON_KEY: Text(
        "ett rätt svar kan inte vara ett tankefel: {}", "a right answer cannot be a slip: {}"
    ),
    _P.NOT_A_NUMBER: Text(
        "inte ett tal med decimalpunkt: {}", "not a number with a decimal point: {}"
    ),
    _P.SAME_OPTION: Text("två alternativ lyder lika: {}", "two options read the same: {}"),
    _P.SAME_ITEM: Text("frågar samma sak som {}", "asks the same as {}"),
    _P.PICTURE_MISSING: Text("bilden {} finns inte", "the picture {} is not there"),
    _P.PICTURE_UNUSED: Text("bilden används inte", "the picture is not used"),
    _P.PICTURE_TEXT: Text("bild och bildtext hör ihop", "a picture and its text belong together"),
    _P.PICTURE_NOT_PLAIN: Text(
        "bilden får bara vara en enkel teckning utan skript och hänvisningar; rad {}",
        "the picture must be a plain drawing without scripts and references; line {}",
    ),
    _P.GUIDE_SIZE: Text(
        "ett samtal har 5–6 teman och 20–30 frågor: {}",
        "a conversation has 5–6 themes and 20–30 questions: {}",
    ),
    _P.NO_NEXT_STEP: Text(
        "inget nästa steg föreslås för nivå {}", "no next step is proposed for level {}"
    ),
    _P.HARD_TO_READ: Text(
        "för svårt att läsa högt, korta meningarna: {}",
        "too hard to read aloud, shorten the sentences: {}",
    ),
}


_COUNT = Text("{} fel", "errors: {}")


def fault_lines(faults: Sequence[Fault], language: Language) -> str:
    """Every fault on a line of its own, and their number last."""
    lines = [fault_sentence(fault, language) for fault in faults]
    return "\n".join([*lines, _COUNT.in_language(language).format(len(faults))])


def fault_sentence(fault: Fault, language: Language) -> str:
    """`items/matteknik.yaml: $.families[2]: id mat-001 används två gånger`."""
    return f"{fault.place}: {WORDS[fault.problem].in_language(language).format(fault.detail)}"
