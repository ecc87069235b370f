"""A result's reasons in plain words, the same on screen and on paper."""

from app.domain.certificate import AreaOutcome, CertificateKind
from app.domain.evidence import Credit
from app.domain.protocol import Protocol
from app.domain.result import AreaResult, Reason, ReasonCode, Result
from app.domain.text import Text

OUTCOME_WORDS = {
    AreaOutcome.SHOWN: Text("Visat", "Shown"),
    AreaOutcome.CREDITED: Text("Tillgodoräknat", "Credited"),
    AreaOutcome.NOT_YET: Text("Ännu ej visat", "Not yet shown"),
    AreaOutcome.NOT_ASSESSED: Text("Ej bedömt", "Not assessed"),
    AreaOutcome.SAFETY: Text("Säkerhet brast", "Safety not shown"),
}

KIND_WORDS = {
    CertificateKind.FULL: Text("Kompetensbevis", "Certificate of competence"),
    CertificateKind.PARTIAL: Text("Delbevis", "Partial certificate of competence"),
    CertificateKind.STATEMENT: Text("Valideringsintyg", "Validation statement"),
}

_WORDS = {
    ReasonCode.CREDIT: Text("Visat tidigare och tillgodoräknat.", "Shown earlier and recognised."),
    ReasonCode.SAFETY: Text(
        "Ett säkerhetskritiskt moment brast: {criteria}.",
        "A safety-critical act was not shown: {criteria}.",
    ),
    ReasonCode.STOPPED: Text(
        "Provet stoppades av säkerhetsskäl innan området var bedömt ({shown} av {required}).",
        "The test was stopped for safety before the area was assessed ({shown} of {required}).",
    ),
    ReasonCode.THEORY: Text(
        "Teorin gav {shown_share} % av {required_share} % som krävs.",
        "Theory gave {shown_share}% of the {required_share}% required.",
    ),
    ReasonCode.THEORY_TOTAL: Text(
        "Hela teoriprovet nådde inte {required_share} %, och området låg på {shown_share} %.",
        "The whole theory test was under {required_share}%, with this area at {shown_share}%.",
    ),
    ReasonCode.PRACTICAL: Text(
        "I praktiken nåddes nivå {shown} av {required} som krävs.",
        "The practical reached level {shown} of the {required} required.",
    ),
    ReasonCode.MUST: Text(
        "Det här måste sitta och gör det inte än: {criteria}.",
        "These have to be in place and are not yet: {criteria}.",
    ),
    ReasonCode.SHARE: Text(
        "{shown_share} % av kriterierna nådde nivån, {required_share} % krävs.",
        "{shown_share}% of the criteria reached the level, {required_share}% are required.",
    ),
    ReasonCode.TOLERANCE: Text(
        "{shown} av {required} mått låg inom toleransen.",
        "{shown} of {required} measures were within tolerance.",
    ),
    ReasonCode.VALUE_MISSING: Text(
        "Mätvärde saknas: {criteria}.", "A measured value is missing: {criteria}."
    ),
    ReasonCode.NOT_RATED: Text(
        "{shown} av {required} kriterier är bedömda.",
        "{shown} of {required} criteria are assessed.",
    ),
    ReasonCode.NOT_TAKEN: Text(
        "Området ingår inte i kravet och prövades inte.",
        "The area is not required and was not tested.",
    ),
    ReasonCode.LEFT_OUT: Text(
        "Området bedömdes inte i det här ärendet.",
        "The area was not assessed in this case.",
    ),
    ReasonCode.JUDGED: Text(
        "Bedömt på nytt till nivå {shown} av {required} som krävs.",
        "Judged anew to be at level {shown} of the {required} required.",
    ),
}


_ON_PAPER = {
    ReasonCode.SAFETY,
    ReasonCode.STOPPED,
    ReasonCode.THEORY,
    ReasonCode.THEORY_TOTAL,
    ReasonCode.PRACTICAL,
    ReasonCode.NOT_TAKEN,
    ReasonCode.LEFT_OUT,
}


def reason_words(protocol: Protocol, reason: Reason) -> Text:
    """One reason as a sentence; criteria by number such as 3.4."""
    numbers = ", ".join(criterion_number(protocol, c) for c in reason.criteria)
    facts = {
        "criteria": numbers,
        "shown": reason.shown,
        "required": reason.required,
        "shown_share": reason.shown // 10,
        "required_share": reason.required // 10,
    }
    words = _WORDS[reason.code]
    figures_kept_whole = words.sv.format(**facts).replace(" %", "\u00a0%")
    return Text(figures_kept_whole, words.en.format(**facts))


def area_words(protocol: Protocol, area: AreaResult) -> Text:
    """Why the area came out as it did: a credit's source, what is not met, or what was shown."""
    if area.credit is not None:
        return credit_words(area.credit)
    judged = [r for r in area.reasons if r.code is ReasonCode.JUDGED]
    told = [r for r in area.reasons if not r.met] or list(area.reasons)
    told = list(dict.fromkeys([*judged, *told]))
    words = [reason_words(protocol, reason) for reason in told]
    return Text(" ".join(w.sv for w in words), " ".join(w.en for w in words))


def credit_words(credit: Credit) -> Text:
    """ "Visat tidigare, enligt 2DBH 8E1K …, 2026-05-04."."""
    day = credit.issued.isoformat()
    return Text(
        f"Visat tidigare, enligt {credit.source}, {day}.",
        f"Shown earlier, by {credit.source}, {day}.",
    )


def paper_words(protocol: Protocol, area: AreaResult) -> Text:
    """Why an area remains, as short as a certificate has room for; never who decided it."""
    told = [r for r in area.reasons if not r.met and r.code in _ON_PAPER]
    words = [reason_words(protocol, reason) for reason in told]
    if any(r.code is ReasonCode.JUDGED and not r.met for r in area.reasons):
        level, required = area.level or 0, area.required_level
        words = [
            Text(
                f"Nivå {level} av {required} som krävs.",
                f"Level {level} of the {required} required.",
            )
        ]
    return Text(" ".join(w.sv for w in words), " ".join(w.en for w in words))


def outcome_words(result: Result) -> Text:
    """ "6 av 8 områden visade"."""
    shown, all_areas = sum(area.is_passed for area in result.areas), len(result.areas)
    return Text(f"{shown} av {all_areas} områden visade", f"{shown} of {all_areas} areas shown")


def criterion_number(protocol: Protocol, criterion_id: str) -> str:
    """The number a criterion is shown with, such as 3.4: area, place among the rated."""
    for a, area in enumerate(protocol.areas, 1):
        for n, criterion in enumerate(protocol.criteria_of(area.id), 1):
            if criterion.id == criterion_id:
                return f"{a}.{n}"
    raise KeyError(criterion_id)
