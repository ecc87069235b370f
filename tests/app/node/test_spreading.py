"""Work on every core: the answers stand in order, and a failure is never lost."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.node import spreading
from app.node.spreading import spread


@given(items=st.lists(st.integers(), max_size=60))
def test_each_answer_stands_where_its_item_did(items: list[int]) -> None:
    assert spread(lambda item: item * 3, items) == [item * 3 for item in items]


def test_more_than_one_thread_works(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each waits for the other: one alone would never end."""
    monkeypatch.setattr(spreading, "_HELPERS", 1)  # on a machine of one core too
    both = threading.Barrier(2)

    def meet(item: int) -> int:
        if item % 8 == 0:
            both.wait(120)
        return item

    assert spread(meet, range(16)) == list(range(16))


@pytest.mark.parametrize("bad", [0, 9, 63])
def test_what_fails_is_told_wherever_it_stands(bad: int) -> None:
    def refuse(item: int) -> int:
        if item == bad:
            raise ValueError(item)
        return item

    for _ in range(20):
        with pytest.raises(ValueError, match=str(bad)):
            spread(refuse, range(64))


def test_nobody_waits_for_a_helper_that_is_busy() -> None:
    """Another call keeps all helpers: this one does its work alone."""
    go_on = threading.Event()
    busy = [spreading._helpers.submit(go_on.wait, 120) for _ in range(4)]
    try:
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(spread, str, range(40)).result(60) == [str(n) for n in range(40)]
    finally:
        go_on.set()
        assert all(one.result() for one in busy)
