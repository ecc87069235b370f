"""What a guided conversation must hold together: counts, ids, steps, plain words."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from app.protocols.conversation_format import GuideContent, GuideFile, QuestionFile, ThemeFile
from app.protocols.faults import Fault, Problem
from app.protocols.format_words import BothText

GUIDE_FILE = "guide.yaml"
STEPS = 4
THEMES, QUESTIONS = (5, 6), (20, 30)
HARDEST = 40
"""LIX of a theme's texts: up to 30 easy, 40 ordinary, 50 as newspapers, above that official."""
LONGEST_SENTENCE = 30

Found = tuple[str, Problem, str]


def theme_file(theme_id: str) -> str:
    """`themes/mal.yaml`."""
    return f"themes/{theme_id}.yaml"


def check_guide(content: GuideContent, faults: list[Fault]) -> None:
    """Adds all that is wrong with the guide and its themes, in the order of the files."""
    faults.extend(Fault(GUIDE_FILE, *each) for each in _whole(content))
    seen: dict[str, str] = {}
    ids = Counter(question.id for theme in content.themes for question in theme.questions)
    for theme in content.themes:
        found = [*_theme(theme), *_repeated_ids(theme, ids), *_said_before(theme, seen)]
        faults.extend(Fault(theme_file(theme.id), *each) for each in found)


def reading_index(texts: Iterable[str]) -> int:
    """LIX (Björnsson 1968): words per sentence + per cent of words longer than six letters."""
    text = " ".join(texts)
    words = re.findall(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*", text)
    sentences = max(1, len(_sentences(text)))
    long = sum(len(word) > 6 for word in words)
    return round(len(words) / sentences + 100 * long / len(words)) if words else 0


def _whole(content: GuideContent) -> Iterator[Found]:
    guide = content.guide
    yield from _scale(guide)
    for each, count in Counter(guide.themes).items():
        if count > 1:
            yield "$.themes", Problem.DUPLICATE_ID, each
    if not THEMES[0] <= len(guide.themes) <= THEMES[1]:
        yield "$.themes", Problem.GUIDE_SIZE, f"{len(guide.themes)} ∉ {_range(THEMES)}"
    count = sum(len(theme.questions) for theme in content.themes)
    if not QUESTIONS[0] <= count <= QUESTIONS[1]:
        yield "$.themes", Problem.GUIDE_SIZE, f"{count} ∉ {_range(QUESTIONS)}"


def _scale(guide: GuideFile) -> Iterator[Found]:
    codes = [step.code for step in guide.scale]
    if codes != list(range(1, STEPS + 1)):
        yield "$.scale", Problem.LEVEL_TEXTS, f"{', '.join(map(str, codes))} ≠ 1–{STEPS}"
    for language in ("sv", "en"):
        names = [getattr(step.name, language).casefold() for step in guide.scale]
        for name in {name for name in names if names.count(name) > 1}:
            yield "$.scale", Problem.SCALE_NAMES, name


def _theme(theme: ThemeFile) -> Iterator[Found]:
    if not theme.questions:
        yield "$.questions", Problem.NOTHING_TO_ASSESS, theme.id
    for place, question in enumerate(theme.questions):
        yield from _steps(question, f"$.questions[{place}].steps")
    for level in set(range(1, STEPS + 1)) - {step.level for step in theme.next_steps}:
        yield "$.next_steps", Problem.NO_NEXT_STEP, str(level)
    yield from _hard_words(theme)


def _hard_words(theme: ThemeFile) -> Iterator[Found]:
    """Each language for itself: what is said aloud has to be understood at once."""
    texts = list(_texts(theme))
    for language in ("sv", "en"):
        index = reading_index(getattr(text, language) for _path, text in texts)
        if index > HARDEST:
            yield "$", Problem.HARD_TO_READ, f"{language}: LIX {index} > {HARDEST}"
        for path, text in texts:
            for sentence in _sentences(getattr(text, language)):
                if len(sentence.split()) > LONGEST_SENTENCE:
                    yield f"{path}.{language}", Problem.HARD_TO_READ, f"{sentence[:40]}…"


def _steps(question: QuestionFile, path: str) -> Iterator[Found]:
    if len(question.steps) != STEPS:
        yield path, Problem.LEVEL_TEXTS, f"{len(question.steps)} ≠ {STEPS}"
    for language in ("sv", "en"):
        words = Counter(getattr(step, language).casefold() for step in question.steps)
        for text, count in words.items():
            if count > 1:
                yield path, Problem.SAME_OPTION, text


def _repeated_ids(theme: ThemeFile, ids: Counter[str]) -> Iterator[Found]:
    for place, question in enumerate(theme.questions):
        if ids[question.id] > 1:
            yield f"$.questions[{place}].id", Problem.DUPLICATE_ID, question.id


def _said_before(theme: ThemeFile, seen: dict[str, str]) -> Iterator[Found]:
    """Two questions that read alike ask the same."""
    for place, question in enumerate(theme.questions):
        for text in (question.text.sv, question.text.en):
            words = " ".join(text.casefold().split())
            if words in seen:
                yield f"$.questions[{place}].text", Problem.SAME_ITEM, seen[words]
            seen[words] = question.id


def _texts(theme: ThemeFile) -> Iterator[tuple[str, BothText]]:
    """Everything somebody reads aloud, with its path."""
    yield "$.purpose", theme.purpose
    for place, question in enumerate(theme.questions):
        path = f"$.questions[{place}]"
        yield f"{path}.text", question.text
        yield f"{path}.listen_for", question.listen_for
        yield f"{path}.follow_up", question.follow_up
        for number, step in enumerate(question.steps):
            yield f"{path}.steps[{number}]", step
    for place, proposed in enumerate(theme.next_steps):
        yield f"$.next_steps[{place}].text", proposed.text


def _sentences(text: str) -> list[str]:
    return [part for part in re.split(r"[.!?:;]+(?:\s|$)", text) if part.strip()]


def _range(bounds: tuple[int, int]) -> str:
    return f"{bounds[0]}–{bounds[1]}"
