"""What holds for every result, whatever the evidence; INTYGA_EXAMPLES=10000 tries it in full."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.domain.certificate import AreaOutcome, CertificateKind
from app.domain.decision import decide
from app.domain.evidence import CaseEvidence, Credit, SafetyStop
from app.domain.overrides import decided_instead, levels_allowed
from app.domain.result import ReasonCode, Result
from tests.app.domain.sample import DRAWN, RATED, SAMPLE, evidence

AREAS = [area.id for area in SAMPLE.areas]
RANK = [CertificateKind.STATEMENT, CertificateKind.PARTIAL, CertificateKind.FULL]

answers = st.fixed_dictionaries({name: st.sampled_from([(), ("a",), ("b",)]) for name in DRAWN})
ratings = st.fixed_dictionaries({name: st.integers(1, 4) for name in RATED})
ratings_or_none = st.fixed_dictionaries({name: st.integers(0, 4) for name in RATED})
values = st.sampled_from(["24.900", "24.979", "25.000", "25.100"]).map(Decimal)


@st.composite
def gathered(draw: st.DrawFn, rated: st.SearchStrategy = ratings) -> CaseEvidence:
    return evidence(
        answers=draw(answers), ratings=draw(rated), measured={"turn-size": draw(values)}
    )


def is_not_lower(after: Result, before: Result) -> bool:
    levels = zip(after.areas, before.areas, strict=True)
    return RANK.index(after.outcome) >= RANK.index(before.outcome) and all(
        (late.level or 0) >= (early.level or 0) for late, early in levels
    )


@given(gathered(), st.sampled_from(DRAWN))
def test_one_more_right_answer_never_lowers_anything(case: CaseEvidence, name: str) -> None:
    more = replace(case, answers={**case.answers, name: ("b",)})
    assert is_not_lower(decide(SAMPLE, more), decide(SAMPLE, case))


@given(gathered(), st.sampled_from(RATED))
def test_a_higher_rating_never_lowers_anything(case: CaseEvidence, name: str) -> None:
    higher = min(4, case.ratings[name] + 1)
    more = replace(case, ratings={**case.ratings, name: higher})
    assert is_not_lower(decide(SAMPLE, more), decide(SAMPLE, case))


@given(gathered())
def test_a_value_inside_its_limits_never_lowers_anything(case: CaseEvidence) -> None:
    """R27."""
    inside = replace(case, measured={"turn-size": Decimal("24.990")})
    assert is_not_lower(decide(SAMPLE, inside), decide(SAMPLE, case))


@given(gathered(ratings_or_none), st.integers(1, 2))
def test_a_failed_stop_criterion_never_passes(case: CaseEvidence, rating: int) -> None:
    """I10."""
    failed = replace(case, ratings={**case.ratings, "safety-guard": rating})
    result = decide(SAMPLE, failed)
    assert result.areas[0].outcome is AreaOutcome.SAFETY
    assert result.outcome is not CertificateKind.FULL


@given(gathered(ratings_or_none))
def test_the_criterion_of_a_safety_stop_never_passes(case: CaseEvidence) -> None:
    """I10, R26."""
    result = decide(SAMPLE, replace(case, safety_stop=SafetyStop("safety-guard")))
    assert result.areas[0].outcome is AreaOutcome.SAFETY
    assert "safety" in result.missing


@given(gathered(ratings_or_none), st.randoms(use_true_random=False))
def test_the_order_of_answers_and_ratings_is_irrelevant(case: CaseEvidence, chance) -> None:  # noqa: ANN001
    drawn, given_answers, rated = list(case.drawn), list(case.answers), list(case.ratings)
    for names in (drawn, given_answers, rated):
        chance.shuffle(names)
    shuffled = replace(
        case,
        drawn=tuple(drawn),
        answers={name: case.answers[name] for name in given_answers},
        ratings={name: case.ratings[name] for name in rated},
    )
    assert decide(SAMPLE, shuffled) == decide(SAMPLE, case)


@given(gathered(ratings_or_none))
def test_every_area_says_why_and_only_shown_ones_have_no_unmet_reason(case: CaseEvidence) -> None:
    """R31."""
    for area in decide(SAMPLE, case).areas:
        assert area.reasons
        is_shown = area.outcome is AreaOutcome.SHOWN
        blocking = [each for each in area.reasons if not each.met and not _is_a_remark(each.code)]
        assert is_shown == (not blocking)
        assert is_shown == ((area.level or 0) >= area.required_level)


@given(gathered(ratings_or_none), st.sets(st.sampled_from(AREAS)))
def test_an_area_left_out_is_not_assessed_and_changes_no_other(
    case: CaseEvidence, left: set[str]
) -> None:
    """R37: but a failed stop criterion stays what it is (I10)."""
    before, after = decide(SAMPLE, case), decide(SAMPLE, replace(case, left_out=frozenset(left)))
    for early, late in zip(before.areas, after.areas, strict=True):
        if late.area not in left or early.outcome is AreaOutcome.SAFETY:
            assert late == early
        else:
            assert late.outcome is AreaOutcome.NOT_ASSESSED
    assert RANK.index(after.outcome) <= RANK.index(before.outcome)


@given(gathered(ratings_or_none), st.sets(st.sampled_from(AREAS)))
def test_a_credit_never_lowers_a_result(case: CaseEvidence, credited: set[str]) -> None:
    """R33: and never lifts a failed stop (I10)."""
    credit = Credit(None, "bevis 1", date(2026, 5, 4))
    more = replace(case, credits=dict.fromkeys(credited, credit))
    before, after = decide(SAMPLE, case), decide(SAMPLE, more)
    assert RANK.index(after.outcome) >= RANK.index(before.outcome)
    for early, late in zip(before.areas, after.areas, strict=True):
        assert late.is_passed or not early.is_passed
        assert (early.outcome is AreaOutcome.SAFETY) == (late.outcome is AreaOutcome.SAFETY)


@given(gathered(ratings_or_none), st.booleans(), st.data())
def test_an_override_stays_within_its_limits(
    case: CaseEvidence, stopped: bool, data: st.DataObject
) -> None:
    """R31, I10, R27: whatever two people choose from what they are offered."""
    stop = SafetyStop("safety-guard") if stopped else None
    computed = decide(SAMPLE, replace(case, safety_stop=stop))
    chosen = {
        area.area: data.draw(st.sampled_from(levels))
        for area in computed.areas
        if (levels := levels_allowed(SAMPLE, area)) and data.draw(st.booleans())
    }
    result = decided_instead(SAMPLE, computed, chosen)
    for early, late in zip(computed.areas, result.areas, strict=True):
        if late.area not in chosen:
            assert late == early
            continue
        assert early.outcome in (AreaOutcome.SHOWN, AreaOutcome.NOT_YET)
        assert late.is_passed == (chosen[late.area] >= late.required_level)
        lifted = late.is_passed and not early.is_passed
        codes = {reason.code for reason in early.reasons if not reason.met}
        assert not (lifted and codes & {ReasonCode.TOLERANCE, ReasonCode.VALUE_MISSING})
    fixed = {AreaOutcome.SAFETY, AreaOutcome.NOT_ASSESSED, AreaOutcome.CREDITED}
    assert all(not levels_allowed(SAMPLE, a) for a in computed.areas if a.outcome in fixed)


def _is_a_remark(code: str) -> bool:
    """Values outside their limits are told also where the area passes without them."""
    return code in ("tolerance", "value_missing")
