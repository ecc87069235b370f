"""What `protocol check` says of a guided conversation: its themes in figures."""

from pathlib import Path

from app.domain.conversation import Guide
from app.domain.text import Language, Text
from app.protocols.conversation import load_guide

_ROW = "{:<44} {:>7} {:>12}"
_HEADS = Text(
    _ROW.format("Tema", "frågor", "nästa steg"), _ROW.format("Theme", "questions", "next steps")
)
_TOTALS = Text("{} teman, {} frågor, {} steg i skalan", "{} themes, {} questions, {} scale steps")


def check_guide(folder: Path, language: Language) -> None:
    """Prints what the guide in the folder holds. Raises ProtocolErrors with all that is wrong."""
    print("\n".join(_summary(load_guide(folder).guide, language)))


def _summary(guide: Guide, language: Language) -> list[str]:
    rows = (
        (theme.name.in_language(language), len(theme.questions), len(theme.next_steps))
        for theme in guide.themes
    )
    counts = (len(guide.themes), len(guide.questions), len(guide.scale))
    return [
        f"{guide.code} {guide.version} · {guide.name.in_language(language)}",
        guide.label.in_language(language),
        _HEADS.in_language(language),
        *(_ROW.format(*row) for row in rows),
        _TOTALS.in_language(language).format(*counts),
        f"SHA-256 {guide.hash}",
    ]
