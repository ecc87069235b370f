"""Ids made without asking anybody: version 7, in order, unique."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from app.domain.ids import IdMaker
from tests.factories import FixedClock


def test_ids_are_version_7_and_carry_the_time(clock: FixedClock) -> None:
    """RFC 9562 §5.7: 48 bits of milliseconds, version and variant in their places."""
    made = IdMaker(clock)()
    moment = datetime.fromtimestamp((made.int >> 80) / 1000, UTC)
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert moment == clock.now()


def test_ids_sort_in_the_order_they_were_made(clock: FixedClock) -> None:
    """Also thousands within one millisecond, and when the clock is set back."""
    maker = IdMaker(clock)
    made = [maker() for _ in range(10_000)]
    clock.set_wall(clock.now() - timedelta(days=400))
    made += [maker() for _ in range(10)]
    assert made == sorted(made)
    assert [str(each) for each in made] == sorted(str(each) for each in made)
    assert len(set(made)) == len(made)


def test_ids_of_two_desks_never_meet(clock: FixedClock) -> None:
    """I7: 62 random bits beside the same millisecond."""
    first, second = IdMaker(clock), IdMaker(clock)
    assert not {first() for _ in range(1_000)} & {second() for _ in range(1_000)}


def test_ids_made_by_threads_are_unique(clock: FixedClock) -> None:
    """One maker, many threads."""
    maker = IdMaker(clock)
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: maker(), range(2_000)))
    assert len(set(made)) == 2_000
