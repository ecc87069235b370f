"""How a result comes about, line by line."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.domain.certificate import AreaOutcome, CertificateKind
from app.domain.decision import ResultMissing, decide
from app.domain.evidence import CaseEvidence, Credit, SafetyStop
from app.domain.result import AreaResult, Reason, ReasonCode
from tests.app.domain.sample import SAMPLE, evidence


def area_result(area: str, gathered: CaseEvidence) -> AreaResult:
    return next(each for each in decide(SAMPLE, gathered).areas if each.area == area)


def reason(result: AreaResult, code: ReasonCode) -> Reason:
    return next(each for each in result.reasons if each.code is code)


def test_everything_shown_gives_a_full_certificate() -> None:
    """R31, R32."""
    result = decide(SAMPLE, evidence())
    assert result.outcome is CertificateKind.FULL
    assert result.missing == ()
    assert result.total_permille == 1000
    assert {area.outcome for area in result.areas} == {AreaOutcome.SHOWN}
    assert [area.level for area in result.areas] == [3, 3, 3, 3]


def test_an_area_under_its_cut_is_held_one_under_the_required_level() -> None:
    result = area_result("safety", evidence(right={"safety": 2}))
    assert result.theory_permille == 500
    assert (result.practical_level, result.level) == (3, 2)
    assert result.outcome is AreaOutcome.NOT_YET
    assert Reason(ReasonCode.THEORY, False, 500, 600) in result.reasons
    assert Reason(ReasonCode.PRACTICAL, True, 3, 3) in result.reasons


def test_a_cut_that_is_just_reached_is_reached() -> None:
    result = area_result("turn", evidence(right={"turn": 3}))
    assert (result.theory_permille, result.outcome) == (600, AreaOutcome.SHOWN)


def test_the_total_cut_is_paid_by_the_areas_below_it() -> None:
    few = evidence(right={"turn": 3, "safety": 2, "maths": 2})
    assert decide(SAMPLE, few).total_permille == 583
    turn = area_result("turn", few)
    assert turn.outcome is AreaOutcome.NOT_YET
    assert reason(turn, ReasonCode.THEORY_TOTAL) == Reason(ReasonCode.THEORY_TOTAL, False, 600, 650)
    assert area_result("maths", few).outcome is AreaOutcome.SHOWN


def test_theory_over_its_cut_does_not_cap_the_practical_level() -> None:
    ratings = dict.fromkeys(("safety-guard", "safety-tidy"), 4)
    assert area_result("safety", evidence(ratings=ratings)).level == 4


def test_theory_alone_shows_the_required_level_or_the_lowest_step() -> None:
    assert area_result("maths", evidence()).level == 3
    assert area_result("maths", evidence(right={"maths": 1})).level == 1
    assert area_result("maths", evidence()).practical_level is None


@pytest.mark.parametrize(
    ("ratings", "level"),
    [
        ({}, 3),
        ({"turn-surface": 1}, 3),
        ({"turn-surface": 1, "turn-tool": 2}, 2),
        ({"turn-setup": 2}, 2),
        ({"turn-setup": 4}, 3),
        ({"turn-setup": 4, "turn-size": 4, "turn-surface": 4}, 4),
        ({"turn-setup": 0}, 0),
    ],
)
def test_the_level_is_the_highest_that_must_and_share_carry(
    ratings: dict[str, int], level: int
) -> None:
    """Weights 2, 1, 1, 1 and a share of 750 permille: one light criterion may be lower."""
    assert area_result("turn", evidence(ratings=ratings)).practical_level == level


def test_a_must_criterion_under_the_level_is_named() -> None:
    result = area_result("turn", evidence(ratings={"turn-setup": 2}))
    assert reason(result, ReasonCode.MUST) == Reason(ReasonCode.MUST, False, 2, 3, ("turn-setup",))


def test_too_small_a_share_names_what_was_missed() -> None:
    result = area_result("turn", evidence(ratings={"turn-surface": 1, "turn-tool": 2}))
    assert reason(result, ReasonCode.SHARE) == Reason(
        ReasonCode.SHARE, False, 600, 750, ("turn-surface", "turn-tool")
    )


def test_a_criterion_not_assessed_counts_as_nothing() -> None:
    """R25."""
    result = area_result("turn", evidence(ratings={"turn-setup": 0}))
    assert (result.level, result.outcome) == (0, AreaOutcome.NOT_YET)
    assert reason(result, ReasonCode.NOT_RATED) == Reason(
        ReasonCode.NOT_RATED, False, 3, 4, ("turn-setup",)
    )


def test_a_value_outside_its_limits_cannot_count_as_met() -> None:
    """R27."""
    outside = evidence(ratings={"turn-tool": 2}, measured={"turn-size": Decimal("25.001")})
    result = area_result("turn", outside)
    assert (result.practical_level, result.outcome) == (2, AreaOutcome.NOT_YET)
    assert reason(result, ReasonCode.TOLERANCE) == Reason(
        ReasonCode.TOLERANCE, False, 0, 1, ("turn-size",)
    )


@pytest.mark.parametrize("value", ["24.979", "25.000", "25"])
def test_a_value_on_its_limit_is_inside(value: str) -> None:
    """R27."""
    inside = evidence(ratings={"turn-tool": 2}, measured={"turn-size": Decimal(value)})
    assert area_result("turn", inside).outcome is AreaOutcome.SHOWN


def test_a_measured_criterion_cannot_be_rated_by_hand() -> None:
    """R27."""
    result = area_result("turn", evidence(ratings={"turn-tool": 2}, measured={}))
    assert result.outcome is AreaOutcome.NOT_YET
    assert reason(result, ReasonCode.VALUE_MISSING).criteria == ("turn-size",)


@pytest.mark.parametrize("rating", [1, 2])
def test_a_failed_stop_criterion_fails_its_area_whatever_the_rest(rating: int) -> None:
    """I10."""
    result = decide(SAMPLE, evidence(ratings={"safety-guard": rating, "safety-tidy": 4}))
    safety = result.areas[0]
    assert (safety.outcome, safety.level) == (AreaOutcome.SAFETY, rating)
    assert safety.reasons == (Reason(ReasonCode.SAFETY, False, rating, 3, ("safety-guard",)),)
    assert (result.outcome, result.missing) == (CertificateKind.PARTIAL, ("safety",))


def test_a_safety_stop_leaves_the_rest_not_assessed_instead_of_failed() -> None:
    """R26."""
    stopped = evidence(safety_stop=SafetyStop("safety-guard"), practical_closed=False)
    ratings = {"safety-guard": 1, "safety-tidy": 3, "turn-setup": 3}
    result = decide(SAMPLE, replace(stopped, ratings=ratings))
    assert [each.outcome for each in result.areas] == [
        AreaOutcome.SAFETY,
        AreaOutcome.NOT_ASSESSED,
        AreaOutcome.SHOWN,
        AreaOutcome.NOT_ASSESSED,
    ]
    turn = result.areas[1]
    assert (turn.level, turn.practical_level, turn.theory_permille) == (0, None, 1000)
    named = ("turn-size", "turn-surface", "turn-tool")
    assert turn.reasons == (Reason(ReasonCode.STOPPED, False, 1, 4, named),)
    assert result.missing == ("safety", "turn")


def test_an_area_finished_before_the_safety_stop_keeps_its_result() -> None:
    """R26."""
    stopped = evidence(safety_stop=SafetyStop("safety-guard"), practical_closed=False)
    assert area_result("turn", stopped).outcome is AreaOutcome.SHOWN
    assert area_result("safety", stopped).outcome is AreaOutcome.SAFETY


def test_the_stop_criterion_that_ended_the_practical_counts_though_it_was_rated_well() -> None:
    """I10, R26."""
    stopped = evidence(ratings={"safety-guard": 4}, safety_stop=SafetyStop("safety-guard"))
    safety = area_result("safety", stopped)
    assert (safety.outcome, safety.level) == (AreaOutcome.SAFETY, 2)


def test_a_failed_stop_in_an_area_not_required_still_stands_in_the_way() -> None:
    """R32."""
    stopped = evidence(safety_stop=SafetyStop("order-log"))
    result = decide(SAMPLE, stopped)
    assert (result.outcome, result.missing) == (CertificateKind.PARTIAL, ("order",))


def test_a_credited_area_is_not_scored_again() -> None:
    """R32, R33."""
    credit = Credit(4, "7K3M", date(2026, 1, 9))
    result = decide(SAMPLE, evidence(right={"turn": 0}, credits={"turn": credit}))
    turn = result.areas[1]
    assert (turn.outcome, turn.level, turn.theory_permille) == (AreaOutcome.CREDITED, 4, None)
    assert turn.reasons == (Reason(ReasonCode.CREDIT, True, 4, 3),)
    assert result.outcome is CertificateKind.FULL


def test_a_credit_without_a_level_counts_without_one() -> None:
    credit = Credit(None, "Anställningsintyg", date(2026, 1, 9))
    turn = area_result("turn", evidence(credits={"turn": credit}))
    assert (turn.outcome, turn.level) == (AreaOutcome.CREDITED, None)


def test_a_credit_under_the_required_level_leaves_the_area_to_be_shown() -> None:
    credit = Credit(2, "7K3M", date(2026, 1, 9))
    assert area_result("turn", evidence(credits={"turn": credit})).outcome is AreaOutcome.SHOWN


def test_a_credit_does_not_outweigh_a_failed_stop() -> None:
    """I10."""
    credit = Credit(4, "7K3M", date(2026, 1, 9))
    failed = evidence(ratings={"safety-guard": 1}, credits={"safety": credit})
    assert area_result("safety", failed).outcome is AreaOutcome.SAFETY


def test_nothing_is_decided_while_a_required_area_lacks_its_result() -> None:
    """I3."""
    without = {"theory_closed": False}
    with pytest.raises(ResultMissing) as raised:
        decide(SAMPLE, evidence(**without))
    assert raised.value.areas == ("safety", "turn", "maths")
    with pytest.raises(ResultMissing) as raised:
        decide(SAMPLE, evidence(practical_closed=False))
    assert raised.value.areas == ("safety", "turn")


def test_an_area_that_was_not_drawn_lacks_its_result_unless_it_is_credited() -> None:
    """I3."""
    drawn = tuple(name for name in evidence().drawn if not name.startswith("maths"))
    with pytest.raises(ResultMissing) as raised:
        decide(SAMPLE, evidence(drawn=drawn))
    assert raised.value.areas == ("maths",)
    credit = {"maths": Credit(None, "Gymnasiebetyg", date(2025, 6, 12))}
    assert decide(SAMPLE, evidence(drawn=drawn, credits=credit)).missing == ()


def test_an_area_not_required_may_be_left_out() -> None:
    """R32."""
    result = decide(SAMPLE, evidence(ratings={"order-log": 0}))
    assert result.areas[3].outcome is AreaOutcome.NOT_ASSESSED
    assert result.areas[3].reasons[0].code is ReasonCode.NOT_TAKEN
    assert result.outcome is CertificateKind.FULL


def test_some_areas_shown_give_a_partial_certificate_that_says_what_is_missing() -> None:
    """R32."""
    result = decide(SAMPLE, evidence(ratings={"turn-setup": 1}))
    assert (result.outcome, result.missing) == (CertificateKind.PARTIAL, ("turn",))


def test_nothing_shown_still_gives_a_statement() -> None:
    """R37."""
    nothing = evidence(
        right=dict.fromkeys(("safety", "turn", "maths"), 0), ratings={"order-log": 1}
    )
    result = decide(SAMPLE, nothing)
    assert result.outcome is CertificateKind.STATEMENT
    assert result.total_permille == 0
