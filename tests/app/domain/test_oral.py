"""What words can show, and what an answer needs."""

from dataclasses import replace

from app.domain.missing import Missing
from app.domain.oral import may_be_told, oral_missing, to_ask
from app.domain.protocol import Critical, Evidence, Method
from app.domain.seen import Seen
from tests.app.domain.test_missing import MEASURED, PLAIN


def test_a_measure_a_photo_and_a_stop_cannot_be_shown_by_words() -> None:
    assert may_be_told(PLAIN)
    assert may_be_told(replace(PLAIN, method=Method.ORAL))
    assert not may_be_told(MEASURED)
    assert not may_be_told(replace(PLAIN, evidence=Evidence.PHOTO))
    assert not may_be_told(replace(PLAIN, critical=Critical.STOP))
    assert not may_be_told(replace(PLAIN, method=Method.THEORY))


def test_only_what_was_not_assessed_is_asked_about() -> None:
    second = replace(PLAIN, id="d")
    assert to_ask((PLAIN, second), {"c": 0, "d": 2}) == (PLAIN,)
    assert to_ask((PLAIN, second), {"c": 4}) == (second,)


def test_a_question_is_left_whole_or_answered_whole() -> None:
    """R25: what was answered is always written down."""
    assert oral_missing(PLAIN, 3, Seen()) == ()
    assert oral_missing(PLAIN, 3, Seen(4)) == (Missing.NOTE,)
    assert oral_missing(PLAIN, 3, Seen(None, "Berättade om nödstopp.")) == (Missing.RATING,)
    assert oral_missing(PLAIN, 3, Seen(3, "Berättade om nödstopp.")) == ()
    assert oral_missing(PLAIN, 3, Seen(2, "Nej")) == ()
