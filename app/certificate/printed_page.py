"""What a certificate's pages say, found by the words that always stand beside it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.certificate import look, wording
from app.certificate.redrawn import Shown
from app.certificate.visible_text import Line, Segment
from app.domain.certificate import CertificateKind
from app.domain.text import Text

_DAY = date(2000, 1, 1)
_BORN = wording.born(_DAY).removesuffix(wording.day_sv(_DAY))
_ASSESSOR = re.compile(r"Yrkesbedömare nr (\d+)")
_PROTOCOL = re.compile(r"Protokoll ([A-Z0-9-]+), version (\d+)\.")
_COUNT = re.compile(r"(\d+) av (\d+) områden")
_NUMBER = re.compile(r"[0-9A-Z]{4}(?: [0-9A-Z]{4}){3} [0-9A-Z*~$=]")
_SCALE = re.compile(r"(\d) (.+)")
_FIGURE = re.compile(r"\d{1,2}")
_ROW_SIZE = 8.6  # the English beside a name is smaller
_HALF = look.LEVEL_LEFT - 3
_BESIDE = 0.8
_VALUE_BELOW, _NUMBER_BELOW = 14.0, 9.0
_COLUMNS = (look.MIDDLE, look.SIGN_LEFT, look.RIGHT)
_RAISED = str.maketrans("", "", wording.SUPERSCRIPTS)


@dataclass(frozen=True, slots=True)
class Slot:
    """The words in one place; `has_more` when something else is drawn there than the text."""

    text: str
    has_more: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """An area's row: its name, the figure, the filled dots before it, the word."""

    name: Slot
    figure: Slot
    dots: int | None
    word: str


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """Everything on the pages that the code knows too; None where no such place was found."""

    numbers: tuple[tuple[str, ...], ...]
    replaces: Slot | None
    title: Slot | None
    shows: Slot | None
    name: Slot | None
    born: Slot | None
    role: Slot | None
    english: Slot | None
    count: tuple[int, int] | None
    rows: tuple[Row, ...]
    names: frozenset[str]
    scale: dict[str, int]
    issued: Slot | None
    valid_to: Slot | None
    centre: Slot | None
    assessor: Slot | None
    assessor_number: str
    profile: tuple[str, str] | None
    practice: bool


def printed_page(pages: tuple[Shown, ...]) -> PrintedPage:
    """The facts of the certificate that begins on the first of these pages."""
    first = _Reader(pages[0])
    texts = [line[0].text for line in first.lines]
    head = _Head(first, texts)
    everything = " ".join(segment.text for shown in pages for segment in shown.page.segments)
    profile = _PROTOCOL.search(everything)
    signer = _ASSESSOR.search(everything)
    return PrintedPage(
        numbers=tuple(tuple(_numbers(shown)) for shown in pages),
        replaces=first.starting(f"{wording.REPLACES.sv} "),
        title=head.title(),
        shows=head.shows(),
        name=head.name(),
        born=first.starting(_BORN),
        role=head.role(),
        english=head.english(),
        count=_count(everything),
        rows=tuple(row for shown in pages for row in _Reader(shown).rows()),
        names=frozenset(_all_names(pages)),
        scale=_scale(everything),
        issued=first.below(wording.ISSUED.sv),
        valid_to=first.below(wording.VALID_TO.sv) or first.below(wording.VALID_WITHOUT_END.sv),
        centre=first.below(wording.CENTRE.sv),
        assessor=first.signer(),
        assessor_number=signer[1] if signer else "",
        profile=(profile[1], profile[2]) if profile else None,
        practice=wording.PRACTICE.sv in everything,
    )


class _Reader:
    """The lines of one page."""

    def __init__(self, shown: Shown) -> None:
        self.shown, self.lines = shown, shown.page.lines

    def slot(self, parts: tuple[Segment, ...], right: float | None = None) -> Slot:
        """These parts as one text, nothing else being drawn on their lines up to `right`."""
        more = any(
            self.shown.has_more(part.left - _BESIDE, right or part.right + _BESIDE, part)
            for part in parts
        )
        return Slot(" ".join(part.text for part in parts), more)

    def starting(self, words: str) -> Slot | None:
        """What follows these words in the same segment; of several places the first."""
        for line in self.lines:
            for part in line:
                if part.text.startswith(words):
                    return Slot(part.text.removeprefix(words), self.slot((part,)).has_more)
        return None

    def below(self, label: str) -> Slot | None:
        """The bold lines under a label that begin where it begins, up to the next column."""
        for line in self.lines:
            for part in line:
                if part.text == label and not part.bold:
                    right = next((x for x in _COLUMNS if x > part.left + _BESIDE), look.RIGHT)
                    return self._value(part, right - _BESIDE)
        return None

    def signer(self) -> Slot | None:
        """The name above the assessor's number, where both begin."""
        for line in self.lines:
            for part in line:
                if _ASSESSOR.fullmatch(part.text):
                    above = [one for one in self._at(part.left) if one.bold]
                    near = [
                        one for one in above if 0 < part.baseline - one.baseline < _NUMBER_BELOW
                    ]
                    return self.slot(tuple(near), look.RIGHT) if near else None
        return None

    def rows(self) -> Iterator[Row]:
        """Rows of a table of levels: they end in the required level, alone at the right."""
        pending: list[Segment] = []
        for line in self.lines:
            left = tuple(part for part in line if part.left < _HALF and part.size >= _ROW_SIZE)
            right = tuple(part for part in line if part.left >= _HALF)
            if left and len(right) > 1 and _FIGURE.fullmatch(right[-1].text):
                yield self._row((*pending, *left), right[:-1])
                pending = []
            elif left and not right and not left[0].bold and len(line) == len(left):
                pending.append(left[0])
            elif left or right:
                pending = []

    def _row(self, name: tuple[Segment, ...], right: Line) -> Row:
        figures = tuple(part for part in right if _FIGURE.fullmatch(part.text))
        words = tuple(part for part in right if part not in figures)
        word = " ".join(part.text for part in words).translate(_RAISED).strip()
        dots = self.shown.dots_before(figures[0]) if figures else None
        shown_words = self.slot(words)
        figure = self.slot(figures)
        return Row(
            self.slot(name), Slot(figure.text, figure.has_more or shown_words.has_more), dots, word
        )

    def _value(self, label: Segment, right: float) -> Slot | None:
        below = [
            part
            for part in self._at(label.left)
            if part.bold and 0 < part.baseline - label.baseline < _VALUE_BELOW
        ]
        return self.slot(tuple(below), right) if below else None

    def _at(self, left: float) -> Iterator[Segment]:
        for line in self.lines:
            for part in line:
                if abs(part.left - left) < _BESIDE:
                    yield part


class _Head:
    """The upper part of the first page, between the words that frame it."""

    def __init__(self, reader: _Reader, texts: list[str]) -> None:
        self._reader, self._texts = reader, texts
        self._sentences = {shows.sv for shows in _all_shows()}
        self._lead_in = self._place(wording.LEAD_IN)
        self._shows = next((at for at, text in enumerate(texts) if text in self._sentences), None)

    def title(self) -> Slot | None:
        """The kind of paper, as its title says."""
        titles = {kind.title.sv for kind in wording.KINDS.values()}
        at = next((at for at, text in enumerate(self._texts) if text in titles), None)
        return None if at is None else self._reader.slot(self._reader.lines[at][:1])

    def shows(self) -> Slot | None:
        """The kind of paper, as the sentence under the name says."""
        return None if self._shows is None else self._line(self._shows)

    def name(self) -> Slot | None:
        """All between the lead-in and the birth date or the sentence."""
        if self._lead_in is None or self._shows is None:
            return None
        lines = self._reader.lines[self._lead_in + 1 : self._shows]
        parts = [part for line in lines for part in line if not part.text.startswith(_BORN)]
        return self._reader.slot(tuple(parts), look.RIGHT) if parts else None

    def role(self) -> Slot | None:
        """The line under the sentence."""
        if self._shows is None or self._shows + 1 >= len(self._texts):
            return None
        return self._line(self._shows + 1)

    def english(self) -> Slot | None:
        """The sentence in English, among the lines that follow."""
        after = range((self._shows or 0) + 2, min((self._shows or 0) + 5, len(self._texts)))
        known = [shows.en.split("{}")[0] for shows in _all_shows()]
        at = next((n for n in after if any(k in self._texts[n].lower() for k in known)), None)
        return None if at is None else self._line(at)

    def _line(self, at: int) -> Slot:
        return self._reader.slot(self._reader.lines[at], look.RIGHT)

    def _place(self, words: str) -> int | None:
        return self._texts.index(words) if words in self._texts else None


def kinds_titled(title: str) -> CertificateKind | None:
    """The kind of certificate with this title or sentence."""
    for kind, words in wording.KINDS.items():
        if title in (words.title.sv, words.shows.sv, wording.EARLIER_SHOWS[kind].sv):
            return kind
    return None


def _all_shows() -> Iterator[Text]:
    """The sentence of each kind, as it stands now and as it stood on earlier papers."""
    yield from (words.shows for words in wording.KINDS.values())
    yield from wording.EARLIER_SHOWS.values()


def _numbers(shown: Shown) -> Iterator[str]:
    for segment in shown.page.segments:
        if _NUMBER.fullmatch(segment.text):
            yield segment.text


def _count(text: str) -> tuple[int, int] | None:
    found = _COUNT.search(text)
    return (int(found[1]), int(found[2])) if found else None


def _scale(text: str) -> dict[str, int]:
    """The steps as the page names them: `Skala: 1 Ännu inte · 2 Med stöd …`."""
    found = re.search(r"Skala: (.+?) Scale:", text) or re.search(r"Skala: ([^.]+)", text)
    steps = found[1].split(" · ") if found else ()
    pairs = [_SCALE.fullmatch(step.strip()) for step in steps]
    return {pair[2]: int(pair[1]) for pair in pairs if pair}


def _all_names(pages: tuple[Shown, ...]) -> Iterator[str]:
    for shown in pages:
        for line in shown.page.lines:
            yield from (part.text for part in line if part.left < _HALF)
