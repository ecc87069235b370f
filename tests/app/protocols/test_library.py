"""Every package in data/protocols, held from its first commit to what a centre must trust."""

import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from math import comb

import pytest

from app.domain.certificate import CertificateKind
from app.domain.decision import decide
from app.domain.draw import draw, pool_depth
from app.domain.evidence import CaseEvidence
from app.domain.protocol import Item, ItemKind, Protocol
from app.domain.scoring import FULL, Answer, score_item
from app.domain.text import Language, Text
from tests.app.protocols.alike import alike_pairs, normalised
from tests.app.protocols.key_expression import evaluate, rounded
from tests.app.protocols.reading_ease import ease
from tests.app.protocols.shipped import Row, Shipped, Template, shipped, shipped_codes

TESTS_IN_A_ROW = 3
SLIPS_PERMILLE = 950
NOT_SINGLE_PERMILLE = 150
UNLIKELY = 0.01
"""What chance alone does in fewer than one package of a hundred is taken for a habit."""

LIX_MOST = 40
"""Björnsson, Läsbarhet (1968): 30–40 is easy for a practised reader, fiction and small papers."""

SENTENCE_MEAN_MOST, SENTENCE_MOST = 13, 25
"""GOV.UK, Content design: writing for GOV.UK: no sentence of more than 25 words."""

WEIGHTS = 1000


@pytest.fixture(params=shipped_codes())
def package(request: pytest.FixtureRequest) -> Shipped:
    return shipped(request.param)


@pytest.fixture
def protocol(package: Shipped) -> Protocol:
    return package.loaded.protocol


def in_words(text: Text, language: Language) -> str:
    return text.sv if language == "sv" else text.en


def spoken(protocol: Protocol) -> dict[str, Text]:
    """Every sentence of a package that must be in two languages; its place → text."""
    said = {"disclaimer": protocol.wording.disclaimer, "label": protocol.wording.label}
    said |= {f"briefing {n}": text for n, text in enumerate(protocol.wording.briefing)}
    for area in protocol.areas:
        said |= {f"{area.id} says {n}": text for n, text in enumerate(area.statements)}
        said |= {f"{area.id} measure {n}": each.text for n, each in enumerate(area.measures)}
    for criterion in protocol.criteria:
        said |= {f"{criterion.id} text": criterion.text, f"{criterion.id} how": criterion.detail}
        said |= {f"{criterion.id} {n}": text for n, text in enumerate(criterion.levels)}
        for n, asked in enumerate(criterion.questions):
            said |= {f"{criterion.id} ask {n}": asked.ask}
            said |= {f"{criterion.id} good {n} {at}": text for at, text in enumerate(asked.good)}
    for item in protocol.items:
        said |= {f"{item.id} stem": item.question.stem, f"{item.id} why": item.why}
        said |= {f"{item.id} slip {option}": slip for option, slip in item.slips}
    return said


def chance(right: int, of: int, share: float = 0.25) -> tuple[float, float]:
    """How often chance alone gives so few or fewer, and so many or more."""
    each = [comb(of, n) * share**n * (1 - share) ** (of - n) for n in range(of + 1)]
    return sum(each[: right + 1]), sum(each[right:])


# ---- what is drawn -------------------------------------------------------------------------------


def test_three_tests_in_a_row_never_repeat_a_question(protocol: Protocol) -> None:
    """R16, I6: nor does any test hold two of a family."""
    depths = {area.id: pool_depth(protocol, area.id) for area in protocol.areas if area.items}
    assert {area: depth for area, depth in depths.items() if depth < TESTS_IN_A_ROW} == {}
    met = set[str]()
    for seed in range(TESTS_IN_A_ROW):
        drawn = set(draw(protocol, met, seed))
        families = [item.family for item in protocol.items if item.id in drawn]
        assert len(families) == len(set(families)) == sum(area.items for area in protocol.areas)
        assert not drawn & met
        met |= drawn


def test_no_more_than_half_of_an_areas_questions_come_from_tables(package: Shipped) -> None:
    for area in package.areas:
        made = sum(len(template.rows) for template in area.templates)
        assert made <= len(area.written), (area.area, made, len(area.written))


def test_at_least_one_question_of_seven_asks_for_more_than_a_choice_of_one(
    protocol: Protocol,
) -> None:
    others = sum(item.question.kind is not ItemKind.SINGLE for item in protocol.items)
    assert others * FULL >= NOT_SINGLE_PERMILLE * len(protocol.items)


def test_weights_sum_to_the_whole(protocol: Protocol) -> None:
    assert sum(area.weight for area in protocol.areas) == WEIGHTS


def test_every_area_says_what_to_estimate_and_what_to_do_about_a_gap(package: Shipped) -> None:
    areas = package.loaded.protocol.areas
    told = {area.id: (len(area.statements), len(area.measures)) for area in areas}
    assert {area: n for area, n in told.items() if not (3 <= n[0] <= 5 and n[1] >= 3)} == {}


def test_every_area_has_acts_to_see_with_a_step_in_words_for_each_level(protocol: Protocol) -> None:
    for area in protocol.areas:
        of_area = [each for each in protocol.criteria if each.area == area.id]
        assert 4 <= len(of_area) <= 8, area.id
        for criterion in of_area:
            wanted = len(protocol.scale) if criterion.is_rated else 0
            assert len(criterion.levels) in {wanted, len(protocol.scale)}, criterion.id
            assert len(set(criterion.levels)) == len(criterion.levels), criterion.id


def test_every_area_has_something_to_ask_aloud(package: Shipped) -> None:
    found = package.loaded.protocol
    silent = {
        area.id
        for area in found.areas
        if found.criteria_of(area.id) and not any(c.questions for c in found.criteria_of(area.id))
    }
    assert silent == set()


# ---- words ---------------------------------------------------------------------------------------


def test_everything_is_said_in_two_languages(protocol: Protocol) -> None:
    """Whole sentences are never the same in both."""
    said = spoken(protocol)
    assert [
        place for place, text in said.items() if not (text.sv.strip() and text.en.strip())
    ] == []
    same = {
        place: text.sv
        for place, text in said.items()
        if text.sv == text.en and len(re.findall(r"[^\W\d_]{2,}", text.sv)) > 2
    }
    assert same == {}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_questions_are_easy_to_read(protocol: Protocol, language: Language) -> None:
    for area in (area for area in protocol.areas if area.items):
        items = [item for item in protocol.items if item.area == area.id]
        found = ease([in_words(item.question.stem, language) for item in items])
        assert found.lix <= LIX_MOST, (area.id, found)
        assert found.mean <= SENTENCE_MEAN_MOST, (area.id, found)
        for item in items:
            of_item = ease([in_words(item.question.stem, language)])
            assert of_item.longest <= SENTENCE_MOST, (item.id, of_item.longest)


def test_no_two_families_of_the_library_ask_the_same() -> None:
    """Within a family questions may be alike: they are equivalents."""
    stems, family = dict[str, str](), dict[str, str]()
    for code in shipped_codes():
        for item in shipped(code).loaded.protocol.items:
            said = normalised(item.question.stem.sv)
            pictured = f"{said} {normalised(item.question.picture or '')}"
            wanted = pictured if len(said) < 50 else said  # “what does the picture show?”
            if wanted not in {stems[name] for name in stems if family[name] == item.family}:
                stems[item.id], family[item.id] = wanted, item.family
    twins = [
        (one, other, round(ratio, 2))
        for one, other, ratio in alike_pairs(stems)
        if family[one] != family[other]
    ]
    assert twins == []


def test_a_guide_tells_candidate_and_assessor_of_the_day(package: Shipped) -> None:
    guide = package.loaded.protocol.wording.guide
    assert guide is not None
    for parts in (guide.candidate, guide.assessor):
        assert 3 <= len(parts) <= 8
        for part in parts:
            assert all((part.title.sv, part.title.en, part.points))
            assert all(point.sv != point.en for point in part.points)


# ---- keys ----------------------------------------------------------------------------------------


def test_the_right_answer_stands_evenly_among_the_options(package: Shipped) -> None:
    """Each of a–d is right as often as chance would have it, of the items that are written out."""
    items = [each for each in package.written_singles() if len(each.question.options) == 4]
    places = Counter(
        [option.id for option in item.question.options].index(item.key.choice[0]) for item in items
    )
    for place in range(4):
        few, many = chance(places[place], len(items))
        assert min(few, many) >= UNLIKELY, (place, places)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_longest_option_is_not_the_right_one_more_often_than_by_chance(
    package: Shipped, language: Language
) -> None:
    items = [each for each in package.written_singles() if len(each.question.options) == 4]
    longest = 0
    for item in items:
        lengths = {each.id: len(in_words(each.text, language)) for each in item.question.options}
        right = lengths.pop(item.key.choice[0])
        longest += right > max(lengths.values())
    assert chance(longest, len(items))[1] >= UNLIKELY, (longest, len(items))


def test_the_keys_answer_scores_in_full_and_no_options_are_twins(protocol: Protocol) -> None:
    for item in protocol.items:
        assert score_item(item, right_answer(item)) == FULL, item.id
        for language in ("sv", "en"):
            texts = [in_words(option.text, language) for option in item.question.options]
            assert len(set(texts)) == len(texts), item.id


def test_wrong_options_say_what_somebody_thinks_who_chooses_them(package: Shipped) -> None:
    """R22: for the debrief alone."""
    wrong = {
        (item.id, option.id)
        for item in package.written_singles()
        for option in item.question.options
        if option.id not in item.key.choice
    }
    said = {(item.id, option) for item in package.written_singles() for option, _ in item.slips}
    assert len(wrong & said) * FULL >= SLIPS_PERMILLE * len(wrong), sorted(wrong - said)[:10]


def test_every_calculated_key_follows_from_its_numbers(package: Shipped) -> None:
    """The line `# key: …` above a template, worked out for each of its rows."""
    items = {item.id: item for item in package.loaded.protocol.items}
    for area in package.areas:
        for template in area.templates:
            if template.kind is ItemKind.NUMERIC:
                assert template.key, f"{template.family}: no line “# key:” above its template"
            for row in template.rows if template.key else ():
                _holds(template, row, items[row["id"]])


def _holds(template: Template, row: Row, item: Item) -> None:
    """As exact as the key is written; of a computed choice no other option says the same."""
    assert template.key
    given = {name: Decimal(value) for name, value in row.items() if _is_number(value)}
    worked = evaluate(template.key, given)
    if item.key.value is not None:
        assert _same(worked, item.key.value), (item.id, worked, item.key.value)
        return
    saying = {
        option.id
        for option in item.question.options
        for number in re.findall(r"-?\d+(?:\.\d+)?", option.text.en.replace("−", "-"))[:1]
        if _same(worked, Decimal(number))
    }
    assert saying == set(item.key.choice), (item.id, worked)


def _same(worked: Decimal, written: Decimal) -> bool:
    return rounded(worked, max(0, -int(written.as_tuple().exponent))) == written


def _is_number(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"-?\d+(\.\d+)?", value) is not None


def test_only_arithmetic_works_out_a_key() -> None:
    row = {"d": Decimal("20"), "n": Decimal("1500")}
    assert evaluate("round(d * pi * n / 1000, 1)", row) == Decimal("94.2")
    assert evaluate("ceil(n / 400) + floor(-d % 3 + 0.5)", row) == Decimal(2)
    assert evaluate("round(0.25, 1)", row) == Decimal("0.3")
    for wrong in ("x", "d.real", "open('a')", "[d]", "d if n else d", "min(*[d])"):
        with pytest.raises(ValueError, match=r"."):
            evaluate(wrong, row)


# ---- results -------------------------------------------------------------------------------------


def right_answer(item: Item) -> Answer:
    return item.key.choice if item.key.value is None else (str(item.key.value),)


def all_right(protocol: Protocol) -> CaseEvidence:
    drawn = draw(protocol, (), 1)
    rated = [criterion for criterion in protocol.criteria if criterion.is_rated]
    return CaseEvidence(
        drawn=drawn,
        answers={item.id: right_answer(item) for item in protocol.items if item.id in set(drawn)},
        ratings={each.id: protocol.area(each.area).required_level for each in rated},
        measured={each.id: each.measured.nominal for each in rated if each.measured},
        theory_closed=True,
        practical_closed=True,
    )


def test_whoever_shows_all_that_is_asked_gets_a_full_certificate(protocol: Protocol) -> None:
    """R32."""
    result = decide(protocol, all_right(protocol))
    assert (result.outcome, result.missing) == (CertificateKind.FULL, ())
    assert all(area.is_passed for area in result.areas)


def test_what_is_not_required_can_be_left_out_and_takes_nothing(protocol: Protocol) -> None:
    """R32: a measuring station, a weld step, a class of truck is shown by whoever wants to."""
    free = {area.id for area in protocol.areas if not area.required}
    whole = all_right(protocol)
    kept = {each.id for each in protocol.criteria if each.area not in free}
    result = decide(
        protocol,
        replace(
            whole,
            ratings={name: level for name, level in whole.ratings.items() if name in kept},
            measured={name: value for name, value in whole.measured.items() if name in kept},
        ),
    )
    assert result.outcome is CertificateKind.FULL
    assert {area.area for area in result.areas if not area.is_passed} == free


def test_a_truck_certificate_says_which_classes_were_driven() -> None:
    """Class B's counterbalance truck is what the others are added to (TLP10: A, B, C, D)."""
    protocol = shipped("TRU-1").loaded.protocol
    free = [area.name.sv.split(",")[0] for area in protocol.areas if not area.required]
    assert free == ["Klass A", "Klass B", "Klass C", "Klass D"]
    assert "motviktstruck" in protocol.level.sv
    assert "körtillstånd" in protocol.wording.disclaimer.sv


def test_whoever_misses_one_required_area_gets_a_certificate_of_the_others(
    protocol: Protocol,
) -> None:
    """R32, whichever area it is."""
    whole = all_right(protocol)
    for area in (area for area in protocol.areas if area.required):
        of_area = {each.id for each in protocol.criteria_of(area.id)}
        blank = {item.id for item in protocol.items if item.area == area.id}
        evidence = CaseEvidence(
            drawn=whole.drawn,
            answers={name: each for name, each in whole.answers.items() if name not in blank},
            ratings={name: 2 if name in of_area else n for name, n in whole.ratings.items()},
            measured=whole.measured,
            theory_closed=True,
            practical_closed=True,
        )
        result = decide(protocol, evidence)
        assert (result.outcome, result.missing) == (CertificateKind.PARTIAL, (area.id,))


# ---- pictures; how they are drawn is held in tests/ui/test_library_pictures.py ------------------


def test_every_picture_is_pointed_at_and_told_in_words(package: Shipped) -> None:
    found = package.loaded.protocol
    told = {item.question.picture: item.question.picture_text for item in found.items}
    shown = {*told, *(task.picture for task in found.tasks)} - {None}
    assert shown == set(package.loaded.pictures)
    assert [name for name, words in told.items() if name and not words] == []
