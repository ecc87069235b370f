"""What the debrief says of an area and of the kinds of questions, for the candidate's ears."""

from app.domain.debrief import AreaDebrief, KindResult, QuestionKind
from ui.figures import permille
from ui.language import marked, tr

_KINDS = {
    QuestionKind.PICTURE: marked("Läsa en ritning, bild eller ett diagram"),
    QuestionKind.NUMBER: marked("Räkna fram ett värde"),
    QuestionKind.ORDER: marked("Sätta moment i rätt ordning"),
    QuestionKind.MATCH: marked("Para ihop det som hör ihop"),
    QuestionKind.SEVERAL: marked("Hitta allt som stämmer"),
    QuestionKind.JUDGE: marked("Välja rätt i en situation"),
}

_ICONS = {
    QuestionKind.PICTURE: "photo",
    QuestionKind.NUMBER: "pen",
    QuestionKind.ORDER: "list",
    QuestionKind.MATCH: "list",
    QuestionKind.SEVERAL: "check",
    QuestionKind.JUDGE: "half-circle",
}


def share_words(share: int, cut: int) -> str:
    """`54 %, 60 % krävs`."""
    return tr("{share}, {cut} krävs").format(share=permille(share), cut=permille(cut))


def standing_words(area: AreaDebrief) -> str:
    """How the area went, in one sentence."""
    if not area.missed:
        return tr("Alla frågor i området blev rätt.")
    if area.is_met:
        return tr("Området är visat i teorin. En del går att bli säkrare på.")
    return tr("Teorin räcker inte än i det här området. Här är det som drog ner.")


def kind_words(result: KindResult) -> str:
    """`Räkna fram ett värde: 2 av 3 blev inte rätt`, with how many were left blank."""
    line = tr("{kind}: {missed} av {of} blev inte rätt").format(
        missed=result.missed, of=result.of, kind=tr(_KINDS[result.kind])
    )
    if result.blank:
        line += " " + tr("(%n utan svar)", result.blank)
    return line


def kind_icon(kind: QuestionKind) -> str:
    """The icon of a kind of question."""
    return _ICONS[kind]
