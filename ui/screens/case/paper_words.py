"""How the desk says that something was filled in on paper."""

from collections.abc import Sequence
from datetime import date

from app.domain.case import Part
from app.usecases.paper_entry import KeyedPart
from ui.figures import day
from ui.language import marked, tr

PARTS = {
    Part.SELF_ASSESSMENT: marked("Självskattning"),
    Part.THEORY: marked("Teoriprov"),
    Part.PRACTICAL: marked("Praktiskt prov"),
}


def keyed_words(on: date) -> str:
    """`Från papper, 3 maj 2026`."""
    return tr("Från papper, {day}").format(day=day(on))


def keyed_line(keyed: Sequence[KeyedPart]) -> str:
    """`Inskrivet från papper: praktiskt prov 3 maj 2026, Maria Sandberg`; empty for nothing."""
    parts = [
        f"{tr(PARTS[part.part]).lower()} {day(part.day)}"
        + (f", {part.assessor}" if part.assessor else "")
        for part in keyed
    ]
    return tr("Inskrivet från papper: {parts}").format(parts="; ".join(parts)) if parts else ""
