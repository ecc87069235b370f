"""Words of guided conversations: levels, states, what changed, what a picture shows."""

from collections.abc import Sequence

from app.domain.conversation import ConversationState, Guide, ThemeStanding
from app.usecases.conversations import ConversationLine
from ui.figures import day, decimal, iso_day
from ui.language import language, marked, tr
from ui.theme_roles import Tone
from ui.widgets.cells import CellState
from ui.widgets.theme_development import ThemeLine
from ui.widgets.theme_profile import ProfileBar

_STATES: dict[ConversationState, tuple[str, Tone, str]] = {
    ConversationState.OPEN: ("half-circle", "accent", marked("Pågår")),
    ConversationState.PAUSED: ("pause", "warn", marked("Pausat")),
    ConversationState.HELD: ("check-circle", "ok", marked("Avslutat och signerat")),
}
NONE = "–"


def level_words(level: int | None) -> str:
    """2400 -> "2,4" (Swedish); a dash for too few answers."""
    if level is None:
        return NONE
    tenths = (level + 50) // 100
    return decimal(f"{tenths // 10}.{tenths % 10}")


def move_words(difference: int | None) -> tuple[str, Tone]:
    """How far a theme has moved: arrow and number, with their tone."""
    if difference is None:
        return NONE, "neutral"
    if not difference:
        return "=", "neutral"
    if difference > 0:
        return f"↑ {level_words(difference)}", "ok"
    return f"↓ {level_words(-difference)}", "warn"


def conversation_state(state: ConversationState) -> CellState:
    """The state with its icon."""
    icon, tone, words = _STATES[state]
    return CellState(icon, tone, tr(words))


def step_names(guide: Guide) -> tuple[str, ...]:
    """The names of the scale's steps."""
    return tuple(step.name.in_language(language()) for step in guide.scale)


def profile_bars(
    guide: Guide, now: Sequence[ThemeStanding], before: Sequence[ThemeStanding] = ()
) -> tuple[ProfileBar, ...]:
    """Each theme now, with where it stood before."""
    then = {standing.theme: standing.level for standing in before}
    return tuple(
        ProfileBar(
            guide.theme(standing.theme).short.in_language(language()),
            standing.level,
            then.get(standing.theme),
            level_words(standing.level),
        )
        for standing in now
    )


def profile_spoken(bars: Sequence[ProfileBar]) -> str:
    """The profile in words, for whoever does not see it."""
    said = [
        tr("{theme}: nivå {now}, förra gången {before}").format(
            theme=bar.name, now=bar.value, before=level_words(bar.before)
        )
        if bar.before is not None
        else tr("{theme}: nivå {now}").format(theme=bar.name, now=bar.value)
        for bar in bars
    ]
    return "; ".join(said)


def theme_lines(lines: Sequence[ConversationLine]) -> tuple[ThemeLine, ...]:
    """Each theme of the newest guide over the conversations, the first one first."""
    if not lines:
        return ()
    guide = lines[-1].guide
    found = []
    for theme in guide.themes:
        levels = tuple(_level(line, theme.id) for line in lines)
        known = [level for level in levels if level is not None]
        move, tone = move_words(known[-1] - known[0] if len(known) > 1 else None)
        values = tuple(level_words(level) for level in levels)
        name = theme.short.in_language(language())
        found.append(ThemeLine(name, levels, values, move, tone))
    return tuple(found)


def development_spoken(days: Sequence[str], lines: Sequence[ThemeLine]) -> str:
    """The development in words, for whoever does not see it."""
    return "; ".join(
        f"{line.name}: "
        + ", ".join(f"{when} {value}" for when, value in zip(days, line.values, strict=True))
        for line in lines
    )


def short_days(lines: Sequence[ConversationLine]) -> tuple[str, ...]:
    """The days of the conversations as they stand above a picture."""
    return tuple(iso_day(line.day) for line in lines)


def held_words(line: ConversationLine) -> str:
    """ "Samtal 2 · 4 maj 2026"."""
    return tr("Samtal {number} · {day}").format(number=line.number, day=day(line.day))


def _level(line: ConversationLine, theme_id: str) -> int | None:
    return next((each.level for each in line.standings if each.theme == theme_id), None)
