"""Every reason has words in both languages, on screen and on paper."""

import pytest

from app.domain.certificate import AreaOutcome
from app.domain.reason_words import (
    OUTCOME_WORDS,
    area_words,
    criterion_number,
    paper_words,
    reason_words,
)
from app.domain.result import AreaResult, Reason, ReasonCode
from tests.app.protocols.shipped import shipped

PROTOCOL = shipped("CNC-1").loaded.protocol


@pytest.mark.parametrize("code", ReasonCode)
def test_every_reason_is_a_sentence_in_both_languages(code: ReasonCode) -> None:
    """R31: the result is explained line by line."""
    words = reason_words(PROTOCOL, Reason(code, False, 540, 600, ("sak-1",)))
    assert words.sv.endswith(".")
    assert words.en.endswith(".")
    assert "{" not in words.sv + words.en


def test_shares_are_told_in_percent() -> None:
    """ "54 % av 60 % som krävs"."""
    words = reason_words(PROTOCOL, Reason(ReasonCode.THEORY, False, 549, 600))
    assert words.sv == "Teorin gav 54\u00a0% av 60\u00a0% som krävs."


def test_what_is_not_met_is_told_first_and_alone() -> None:
    """A reason that is met says nothing about a gap."""
    area = AreaResult(
        "matteknik",
        800,
        2,
        2,
        3,
        AreaOutcome.NOT_YET,
        (
            Reason(ReasonCode.THEORY, True, 800, 600),
            Reason(ReasonCode.PRACTICAL, False, 2, 3),
            Reason(ReasonCode.SHARE, False, 500, 750),
        ),
    )
    assert area_words(PROTOCOL, area).sv.startswith("I praktiken nåddes nivå 2 av 3")
    assert "50\u00a0%" in area_words(PROTOCOL, area).sv
    assert paper_words(PROTOCOL, area).sv == "I praktiken nåddes nivå 2 av 3 som krävs."


def test_outcomes_are_kind_words() -> None:
    """One cannot fail a validation."""
    assert set(OUTCOME_WORDS) == set(AreaOutcome)
    assert not any("underkänd" in words.sv.lower() for words in OUTCOME_WORDS.values())


def test_criteria_are_numbered_as_the_screen_shows_them() -> None:
    """Area and place among what is rated."""
    first = PROTOCOL.criteria_of(PROTOCOL.areas[2].id)[0]
    assert criterion_number(PROTOCOL, first.id) == "3.1"
    with pytest.raises(KeyError):
        criterion_number(PROTOCOL, "nothing")
