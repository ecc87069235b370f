"""The measures of the page's lower part, and the small print at its end."""

from dataclasses import dataclass

from app.certificate import look, wording
from app.certificate.bilingual import ENGLISH
from app.certificate.qr import CodeTooLarge, Modules
from app.certificate.sheet import Sheet
from app.certificate.structure import Role
from app.certificate.typeface import wrapped
from app.domain.certificate import CertificateFacts

# 6 dots of a printer with 300 dots an inch, 12 with 600; the least is 5 and 10.
_MODULE, _MODULE_LEAST = 0.508, 0.508 * 5 / 6
_CODE_MOST = 65.0
_CHECK_HEIGHT = 39.6
_ABOVE_RULE = 6.4
_SMALL_LEADING = 3.45


@dataclass(frozen=True, slots=True)
class SmallPrint:
    """A paragraph of it, set in lines; `language` is empty for Swedish."""

    lines: tuple[str, ...]
    language: str


@dataclass(frozen=True, slots=True)
class Foot:
    """Where things stand in the lower part, in mm from the top of the page."""

    small_print: tuple[SmallPrint, ...]
    module: float
    code_size: float

    @property
    def lines(self) -> int:
        """How many lines of small print there are."""
        return sum(len(part.lines) for part in self.small_print)

    @property
    def first(self) -> float:
        """The first line of the small print."""
        return self.last - _SMALL_LEADING * (self.lines - 1)

    @property
    def last(self) -> float:
        """The last line of the small print; from the third line on it grows downwards too."""
        return min(look.FOOT_LAST + max(0, self.lines - 2) * _SMALL_LEADING / 2, look.FOOT_LOWEST)

    @property
    def rule(self) -> float:
        """The line above the small print."""
        return self.first - 4.05

    @property
    def code_top(self) -> float:
        """The upper edge of the code; its quiet zone of four modules lies around it."""
        return self.rule - _ABOVE_RULE - max(self.code_size, _CHECK_HEIGHT)


def foot_of(facts: CertificateFacts, modules: Modules) -> Foot:
    """The measures for these facts and this code. Raises CodeTooLarge."""
    module = _MODULE if len(modules) * _MODULE <= _CODE_MOST else _MODULE_LEAST
    if len(modules) * module > _CODE_MOST:
        raise CodeTooLarge(len(facts.qr_text))
    room = look.RIGHT - look.LEFT
    words = wording.small_print(facts)
    swedish = [SmallPrint(wrapped(text, look.SMALL, room), "") for text in words.sv.split("\n")]
    english = [SmallPrint(wrapped(words.en, look.SMALL, room), ENGLISH)] if words.en else []
    return Foot((*swedish, *english), module, len(modules) * module)


def draw_small_print(sheet: Sheet, foot: Foot) -> None:
    """The rule and the lines under it, the same on every page."""
    sheet.rule(look.LEFT, look.RIGHT, foot.rule, 0.4, look.HAIRLINE)
    y = foot.first
    for part in foot.small_print:
        with sheet.tagged(Role.PARAGRAPH, language=part.language):
            for line in part.lines:
                sheet.text(look.LEFT, y, line, look.SMALL)
                y += _SMALL_LEADING
