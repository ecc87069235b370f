"""What may become of an issued certificate, and which of two words on it counts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.certificate_status import (
    REASONS,
    CertificateState,
    ReasonNotPossible,
    StatusAct,
    StatusActClosed,
    StatusReason,
    acts_after,
    after_act,
    check_reason,
    on_day,
    stronger,
)

STATES, ACTS = st.sampled_from(CertificateState), st.sampled_from(StatusAct)
ISSUED, SUSPENDED = CertificateState.ISSUED, CertificateState.SUSPENDED
DAY = date(2026, 5, 4)


def test_a_stop_and_its_lifting_lead_back() -> None:
    """R42: issued ⇄ suspended."""
    stopped = after_act(ISSUED, StatusAct.SUSPEND)
    assert (stopped, after_act(stopped, StatusAct.LIFT)) == (SUSPENDED, ISSUED)


@given(STATES, ACTS)
def test_an_act_is_open_or_refused_by_its_state(state: CertificateState, act: StatusAct) -> None:
    """R42: nothing leads out of a final state, and no act leads where it began."""
    if act in acts_after(state):
        assert not state.is_final
        assert after_act(state, act) is not state
        return
    with pytest.raises(StatusActClosed) as raised:
        after_act(state, act)
    assert (raised.value.state, raised.value.act) == (state, act)


def test_an_expired_one_can_only_be_revoked() -> None:
    """Revoked wins over expired."""
    assert acts_after(CertificateState.EXPIRED) == (StatusAct.REVOKE,)


def test_what_is_stopped_is_not_walked_around_by_a_new_one() -> None:
    """R42: whoever stopped it lifts it first."""
    assert StatusAct.REPLACE not in acts_after(SUSPENDED)


@given(ACTS, st.sampled_from(StatusReason))
def test_each_act_has_its_reason_classes(act: StatusAct, reason: StatusReason) -> None:
    """R43."""
    if reason in REASONS[act]:
        check_reason(act, reason)
        return
    with pytest.raises(ReasonNotPossible):
        check_reason(act, reason)


_SPOKEN = st.sampled_from([s for s in CertificateState if s is not CertificateState.NOT_BELIEVED])


@given(_SPOKEN, _SPOKEN, _SPOKEN)
def test_the_word_that_takes_more_away_counts_in_any_order(
    one: CertificateState, other: CertificateState, third: CertificateState
) -> None:
    """R43: and a final one is never undone by one that is not."""
    assert stronger(one, other) is stronger(other, one)
    assert stronger(stronger(one, other), third) is stronger(one, stronger(other, third))
    if one.is_final:
        assert stronger(one, other).is_final


@given(STATES, st.integers(-2, 2))
def test_only_what_is_in_force_expires(state: CertificateState, left: int) -> None:
    """From the day after the last."""
    shown = on_day(state, DAY + timedelta(days=left), DAY)
    is_over = state is ISSUED and left < 0
    assert shown is (CertificateState.EXPIRED if is_over else state)
    assert on_day(state, None, DAY) is state
