"""Does the page say what the signed code says? Fact by fact, area by area."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.certificate import wording
from app.certificate.printed_page import PrintedPage, Row, Slot, kinds_titled, printed_page
from app.certificate.redrawn import shown_pages
from app.certificate.stuck_on import has_stuck_on
from app.certificate.visible_text import SeenPage, seen_pages
from app.domain.certificate import CertificateKind
from app.domain.certificate_number import format_certificate_number
from app.domain.layers import AGREES, SCANNED, Difference, Fact, Layer, LayerState, Why
from app.domain.protocol import Protocol
from app.seal.claims import CREDITED, AccreditationClaims, CertificateClaims

_PAGES_MOST = 8
_LETTERS_LEAST = 60
_MONTHS = {wording.day_sv(date(2000, month, 1)).split()[1]: month for month in range(1, 13)}


@dataclass(frozen=True, slots=True)
class Signed:
    """What the code says and, where the desk has the protocol, the names behind it."""

    claims: CertificateClaims
    accreditation: AccreditationClaims
    protocol: Protocol | None


def check_text(pdf: bytes, first: int, count: int, signed: Signed) -> Layer:
    """The visible text of pages `first` and those after it against the code."""
    pages = seen_pages(pdf, first, min(count, _PAGES_MOST))
    if not pages or _is_picture(pages):
        return SCANNED
    differences = tuple(differing(printed_page(shown_pages(pages)), signed))
    if has_stuck_on(pdf, first, count):
        differences += (Difference(Fact.PAGE, "", "", drawn_over=True),)
    return Layer(LayerState.DIFFERS, Why.FACTS, differences) if differences else AGREES


def _is_picture(pages: Sequence[SeenPage]) -> bool:
    letters = sum(len(segment.letters) for segment in pages[0].segments)
    return letters < _LETTERS_LEAST or not all(page.is_plain for page in pages)


def differing(page: PrintedPage, signed: Signed) -> Iterator[Difference]:
    """Everything on the page that is not as signed; the number first, it tells a copied code."""
    yield from _numbers(page, signed.claims)
    yield from _person(page, signed.claims)
    yield from _what_for(page, signed)
    yield from _levels(page, signed)
    yield from _days(page, signed.claims)
    yield from _issuer(page, signed)


def _numbers(page: PrintedPage, claims: CertificateClaims) -> Iterator[Difference]:
    number = format_certificate_number(claims.certificate_id)
    for found in page.numbers:
        wrong = [one for one in found if one != number]
        if wrong or not found:
            yield Difference(Fact.NUMBER, number, wrong[0] if wrong else "")
    replaces = format_certificate_number(claims.replaces) if claims.replaces else ""
    yield from _slot(Fact.REPLACES, replaces, page.replaces or Slot(""))


def _person(page: PrintedPage, claims: CertificateClaims) -> Iterator[Difference]:
    yield from _slot(Fact.NAME, " ".join(claims.name.split()), page.name)
    born = wording.day_sv(claims.birth_date) if claims.birth_date else ""
    differs = list(_slot(Fact.BIRTH_DATE, born, page.born or Slot("")))
    if not differs and claims.birth_date and page.english:
        day = wording.day_en(claims.birth_date)
        if f"Born {day}" not in page.english.text:
            differs = [Difference(Fact.BIRTH_DATE, born, page.english.text.split(",")[0])]
    yield from (_with_days(one) for one in differs)


def _what_for(page: PrintedPage, signed: Signed) -> Iterator[Difference]:
    claims = signed.claims
    if not claims.practice:  # the code of a practice print does not say of what kind
        for slot in (page.title, page.shows):
            kind = kinds_titled(slot.text) if slot else None
            if kind is not claims.kind:
                yield Difference(Fact.KIND, claims.kind, kind or "")
                break
    if page.practice != claims.practice:
        yield Difference(Fact.PRACTICE, _yes(claims.practice), _yes(page.practice))
    if signed.protocol is not None:
        yield from _slot(Fact.ROLE, signed.protocol.name.sv, page.role)
    code, major = claims.profile.split("/")
    if page.profile != (code, major):
        yield Difference(Fact.PROFILE, claims.profile, "/".join(page.profile or ()))


def _levels(page: PrintedPage, signed: Signed) -> Iterator[Difference]:
    levels, names, scale = signed.claims.levels, _names(signed), _scale(page, signed)
    bound = _bound(page.rows, names, levels)
    for row, at in bound:
        if at is None:
            yield Difference(Fact.LEVEL, "", _found_level(row, scale), row.name.text)
        else:
            area = names[at] if names else row.name.text
            yield from _level(row, levels[at], area, scale)
    seen = {at for _, at in bound}
    whole = signed.claims.kind is CertificateKind.FULL and not signed.claims.practice
    for at, level in enumerate(levels):
        gone = at not in seen and (whole or (names and not _stands(names[at], page)))
        if gone:
            yield Difference(Fact.LEVEL, str(level), "", names[at] if names else str(at + 1))
    yield from _count(page, len(levels))


def _count(page: PrintedPage, areas: int) -> Iterator[Difference]:
    """`5 av 8 områden` on a certificate that is not full."""
    if page.count is None or not page.rows:
        return
    shown = (len(page.rows), areas)
    if page.count != shown:
        yield Difference(Fact.AREAS, f"{shown[0]}/{areas}", f"{page.count[0]}/{page.count[1]}")


def _stands(name: str, page: PrintedPage) -> bool:
    """Whether an area that is not shown is named among those that remain; it may be wrapped."""
    return any(name == line or name.endswith(line) for line in page.names)


def _scale(page: PrintedPage, signed: Signed) -> dict[str, int]:
    """The steps by name: the protocol's own where the desk has it, else as the page lists them."""
    if signed.protocol is None:
        return page.scale
    return {step.name.sv: step.code for step in signed.protocol.scale}


def _names(signed: Signed) -> tuple[str, ...]:
    """The areas' names, where the desk has the protocol and it fits the code."""
    areas = signed.protocol.areas if signed.protocol else ()
    names = tuple(" ".join(area.name.sv.split()) for area in areas)
    return names if len(names) == len(signed.claims.levels) else ()


def _bound(
    rows: tuple[Row, ...], names: tuple[str, ...], levels: tuple[int, ...]
) -> list[tuple[Row, int | None]]:
    """Each row with its place in the protocol: by name where the name is known, else by order."""
    if names and any(row.name.text in names for row in rows):
        found = {row.name.text: row for row in rows}
        places = {name: at for at, name in enumerate(names)}
        free = [at for at, name in enumerate(names) if name not in found]
        unknown = [row for row in rows if row.name.text not in places]
        by_order = (
            dict(zip(map(id, unknown), free, strict=False)) if len(rows) == len(names) else {}
        )
        return [(row, places.get(row.name.text, by_order.get(id(row)))) for row in rows]
    if len(rows) == len(levels):
        return [(row, at) for at, row in enumerate(rows)]
    return _in_order(rows, levels)


def _in_order(rows: tuple[Row, ...], levels: tuple[int, ...]) -> list[tuple[Row, int | None]]:
    """Rows of unknown names: each takes the next place whose level it can be."""
    bound: list[tuple[Row, int | None]] = []
    next_place = 0
    for row in rows:
        fits = (n for n in range(next_place, len(levels)) if _fits(row, levels[n]))
        at = next(fits, None)
        bound.append((row, at))
        next_place = next_place if at is None else at + 1
    return bound


def _fits(row: Row, level: int) -> bool:
    return row.figure.text == ("" if level in (0, CREDITED) else str(level))


def _level(row: Row, level: int, area: str, scale: dict[str, int]) -> Iterator[Difference]:
    found = _found_level(row, scale)
    none_shown = found == "0" and level < CREDITED  # not required, so nothing is claimed
    if found != str(level) and not none_shown:
        yield Difference(Fact.LEVEL, str(level), found, area)
    elif row.figure.has_more or row.name.has_more:
        yield Difference(Fact.LEVEL, str(level), found, area, drawn_over=True)


def _found_level(row: Row, scale: dict[str, int]) -> str:
    """The level that figure, dots and word agree on; else the one of them that stands out."""
    if not row.figure.text:
        if row.word.startswith(wording.CREDITED.sv):
            return str(CREDITED)
        return "0" if row.word in (wording.NOT_YET.sv, wording.NOT_ASSESSED.sv) else ""
    said = [row.figure.text]
    if row.dots is not None and str(row.dots) != row.figure.text:
        said.append(str(row.dots))
    word = scale.get(row.word)
    if word is not None and str(word) not in said:
        said.append(str(word))
    return " / ".join(said)


def _days(page: PrintedPage, claims: CertificateClaims) -> Iterator[Difference]:
    until = wording.day_sv(claims.valid_to) if claims.valid_to else wording.WITHOUT_END
    for fact, day, slot in (
        (Fact.ISSUED, wording.day_sv(claims.issued), page.issued),
        (Fact.VALID_TO, until, page.valid_to),
    ):
        yield from (_with_days(one) for one in _slot(fact, day, slot))


def _issuer(page: PrintedPage, signed: Signed) -> Iterator[Difference]:
    accreditation = signed.accreditation
    centre = signed.claims.centre or accreditation.centre
    yield from _slot(Fact.CENTRE, " ".join(centre.split()), page.centre)
    assessor = f"{' '.join(accreditation.assessor.split())}, nr {accreditation.number}"
    name = page.assessor.text if page.assessor else ""
    more = page.assessor is not None and page.assessor.has_more
    found = f"{name}, nr {page.assessor_number}" if name or page.assessor_number else ""
    yield from _slot(Fact.ASSESSOR, assessor, Slot(found, more))


def _slot(fact: Fact, signed: str, found: Slot | None) -> Iterator[Difference]:
    text = found.text if found else ""
    if text != signed:
        yield Difference(fact, signed, text)
    elif found and found.has_more:
        yield Difference(fact, signed, text, drawn_over=True)


def _with_days(one: Difference) -> Difference:
    return Difference(one.fact, _iso(one.in_code), _iso(one.found), drawn_over=one.drawn_over)


def _iso(words: str) -> str:
    """`17 mars 1988` as 1988-03-17; anything else as it stands."""
    parts = words.split()
    if len(parts) != 3 or parts[1] not in _MONTHS or not (parts[0] + parts[2]).isdecimal():
        return words
    return f"{int(parts[2]):04}-{_MONTHS[parts[1]]:02}-{int(parts[0]):02}"


def _yes(is_so: bool) -> str:
    return "yes" if is_so else "no"
