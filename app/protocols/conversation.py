"""The folder of a guided conversation to a Guide and its canonical bytes, or to all its faults."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import msgspec

from app.domain.conversation import Guide, GuideQuestion, GuideStep, GuideTheme, ProposedStep
from app.domain.text import Text
from app.protocols.characters import check_characters
from app.protocols.conversation_checks import GUIDE_FILE, check_guide, theme_file
from app.protocols.conversation_format import (
    GuideContent,
    GuideFile,
    NextStepFile,
    QuestionFile,
    ThemeFile,
)
from app.protocols.conversion import convert
from app.protocols.faults import Fault, Problem, ProtocolDamaged, ProtocolErrors
from app.protocols.folder import LARGEST_FILE
from app.protocols.format_words import BothText
from app.protocols.yaml_reading import read_yaml

T = TypeVar("T")
_KNOWN = re.compile(r"guide\.yaml|themes/[a-z0-9-]+\.yaml|README\.md")


@dataclass(frozen=True, slots=True)
class LoadedGuide:
    """A sound guide and the bytes that are kept with every conversation."""

    guide: Guide
    canonical: bytes


def is_guide(folder: Path) -> bool:
    """Whether the folder is meant as a guided conversation and not as a protocol."""
    return (folder / GUIDE_FILE).is_file()


def load_guide(folder: Path) -> LoadedGuide:
    """The guide in `folder`. Raises ProtocolErrors with all that is wrong."""
    faults: list[Fault] = []
    files = _read_files(folder, faults)
    content = _content(files, faults)
    if content is not None:
        check_guide(content, faults)
    if content is None or faults:
        raise ProtocolErrors(tuple(sorted(faults, key=lambda fault: fault.file)))
    canonical = msgspec.json.encode(content, order="sorted")
    return LoadedGuide(_guide(content, canonical), canonical)


def guide_from_canonical(canonical: bytes) -> Guide:
    """The guide behind stored bytes. Raises ProtocolDamaged."""
    try:
        content = msgspec.json.decode(canonical, type=GuideContent)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise ProtocolDamaged from error
    return _guide(content, canonical)


def _read_files(folder: Path, faults: list[Fault]) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for name, path in sorted(_named(folder)):
        if not _KNOWN.fullmatch(name) or path.is_symlink() or not path.is_file():
            faults.append(Fault(name, "$", Problem.FILE_UNEXPECTED))
        elif path.stat().st_size > LARGEST_FILE:
            faults.append(Fault(name, "$", Problem.FILE_TOO_LARGE, f"{LARGEST_FILE >> 20} MB"))
        elif name.endswith(".yaml"):
            files[name] = path.read_bytes()
    return files


def _named(folder: Path) -> Iterator[tuple[str, Path]]:
    for part in (folder, folder / "themes"):
        for path in part.iterdir() if part.is_dir() else ():
            if path != folder / "themes":
                yield path.relative_to(folder).as_posix(), path


def _content(files: dict[str, bytes], faults: list[Fault]) -> GuideContent | None:
    guide = _converted(files, GUIDE_FILE, GuideFile, faults)
    if guide is None:
        return None
    named = {theme_file(theme): theme for theme in guide.themes}
    for name in files.keys() - named.keys() - {GUIDE_FILE}:
        faults.append(Fault(name, "$", Problem.FILE_UNEXPECTED))
    themes = [_converted(files, name, ThemeFile, faults) for name in named]
    found = tuple(theme for theme in themes if theme is not None)
    for theme, name in zip(themes, named, strict=True):
        if theme is not None and theme.id != named[name]:
            faults.append(Fault(name, "$.id", Problem.UNKNOWN_AREA, theme.id))
    return GuideContent(guide, found) if len(found) == len(named) else None


def _converted(files: dict[str, bytes], name: str, to: type[T], faults: list[Fault]) -> T | None:
    if name not in files:
        faults.append(Fault(name, "$", Problem.FILE_MISSING))
        return None
    plain = read_yaml(name, files[name], faults)
    if plain is None:
        return None
    check_characters(name, plain, faults)
    return convert(plain, to, name, "$", faults)


def _guide(content: GuideContent, canonical: bytes) -> Guide:
    meta = content.guide
    return Guide(
        code=meta.code,
        version=meta.version,
        name=_text(meta.name),
        label=_text(meta.label),
        introduction=_text(meta.introduction),
        scale=tuple(
            GuideStep(step.code, _text(step.name), _text(step.description)) for step in meta.scale
        ),
        themes=tuple(_theme(theme) for theme in content.themes),
        hash=sha256(canonical).hexdigest(),
    )


def _theme(theme: ThemeFile) -> GuideTheme:
    return GuideTheme(
        id=theme.id,
        name=_text(theme.name),
        short=_text(theme.short),
        purpose=_text(theme.purpose),
        questions=tuple(_question(question) for question in theme.questions),
        next_steps=tuple(_proposed(step) for step in theme.next_steps),
    )


def _question(question: QuestionFile) -> GuideQuestion:
    return GuideQuestion(
        id=question.id,
        text=_text(question.text),
        listen_for=_text(question.listen_for),
        follow_up=_text(question.follow_up),
        steps=tuple(_text(step) for step in question.steps),
    )


def _proposed(step: NextStepFile) -> ProposedStep:
    return ProposedStep(step.level, _text(step.text), _text(step.length))


def _text(both: BothText) -> Text:
    return Text(both.sv, both.en)
