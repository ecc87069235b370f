"""Is what a screen reader says what the code says? The file's own tags, held against it."""

from collections.abc import Iterator

from app.certificate.reading_text import PrintedArea, PrintedFacts, printed_facts
from app.domain.certificate_number import format_certificate_number
from app.domain.layers import Difference, Fact
from app.seal.claims import CREDITED, CertificateClaims


def tag_differences(pdf: bytes, claims: CertificateClaims) -> tuple[Difference, ...]:
    """What the tags say otherwise; nothing for a file without tags of ours."""
    facts = printed_facts(pdf)
    return () if facts is None else tuple(_differing(facts, claims))


def _differing(facts: PrintedFacts, claims: CertificateClaims) -> Iterator[Difference]:
    number = format_certificate_number(claims.certificate_id)
    for signed, said in ((number, facts.number), (" ".join(claims.name.split()), facts.name)):
        if said and said != signed:
            yield Difference(Fact.TAGS, signed, said)
    for area in facts.areas:
        yield from _area(area, claims.levels)


def _area(area: PrintedArea, levels: tuple[int, ...]) -> Iterator[Difference]:
    if area.level is None:
        return
    signed = levels[area.place] if area.place < len(levels) else 0
    if area.level != signed:
        code = "" if signed == CREDITED else str(signed)
        yield Difference(Fact.TAGS, code, str(area.level), area.name)
