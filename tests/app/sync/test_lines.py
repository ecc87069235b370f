"""Several connections at once: what concerns one person stays in its order, cancel keeps all."""

import threading
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import UserError
from app.seal.records import RecordType
from app.storage.sending import Waiting
from app.sync.lines import MOST_TIMES, Cancelled, Lines
from app.sync.plan import LINES, PlannedChunk, plan
from app.sync.wire import CHUNK_GOAL, MAX_RECORDS

NOW = datetime(2026, 5, 4, tzinfo=UTC)
PERSONS = st.sampled_from(("", "anna", "bo", "cilla"))
KINDS = st.sampled_from((RecordType.SITTING_CLOSED,) * 9 + (RecordType.CASE_MOVED,))
RECORDS = st.lists(st.tuples(st.integers(1, CHUNK_GOAL), PERSONS, KINDS), max_size=80)


def waiting(told: list[tuple[int, str, RecordType]]) -> list[Waiting]:
    """Records of these sizes, people and types, oldest first."""
    return [
        Waiting(NOW, b"k" * 8, n, n.to_bytes(32), size, person, kind)
        for n, (size, person, kind) in enumerate(told)
    ]


@given(RECORDS)
def test_a_plan_holds_everything_once_in_small_chunks(
    told: list[tuple[int, str, RecordType]],
) -> None:
    """None empty, none over the node's limits unless one record alone is."""
    records = waiting(told)
    chunks = plan(records)
    assert sorted(one for chunk in chunks for one in chunk.records) == records
    for chunk in chunks:
        assert 1 <= len(chunk.records) <= MAX_RECORDS
        assert len(chunk.records) == 1 or sum(r.size for r in chunk.records) <= CHUNK_GOAL


@given(RECORDS)
def test_what_is_said_of_one_person_never_overtakes_itself(
    told: list[tuple[int, str, RecordType]],
) -> None:
    """Nor what ties two people together: a chunk waits for all that has to be there before it."""
    before: dict[int, frozenset[int]] = {}
    chunks = plan(waiting(told))
    for number, chunk in enumerate(chunks):
        earlier = frozenset().union(*(before[one] for one in chunk.after))
        before[number] = chunk.after | earlier
        people = {one.subject for one in chunk.records} - {""}
        is_tie = any(one.type is RecordType.CASE_MOVED for one in chunk.records)
        for other in range(number):
            theirs = {one.subject for one in chunks[other].records}
            was_tie = any(one.type is RecordType.CASE_MOVED for one in chunks[other].records)
            if people & theirs or is_tie or was_tie:
                assert other in before[number]


@pytest.mark.parametrize(("records", "rounds"), [(200, 1), (600, 2)])
def test_many_small_records_have_a_share_for_every_line(records: int, rounds: int) -> None:
    """One flow is many times slower on a line that loses packets, a second round waits again."""
    told = [(4_500, f"person {n}", RecordType.SITTING_CLOSED) for n in range(records)]
    assert LINES * (rounds - 1) < len(plan(waiting(told))) <= LINES * rounds


def test_a_handful_goes_in_one_chunk() -> None:
    """There and back once."""
    told = [(1_500, f"person {n}", RecordType.SITTING_CLOSED) for n in range(9)]
    assert len(plan(waiting(told))) == 1


class Lost(UserError):
    """The line broke."""


def chunks_of(count: int) -> list[PlannedChunk]:
    """Chunks that wait for nothing."""
    one = waiting([(1, "", RecordType.INCIDENT)])
    return [PlannedChunk(tuple(one)) for _ in range(count)]


def test_all_lines_are_under_way_at_once() -> None:
    """Each waits here until the last has begun."""
    gate, kept = threading.Barrier(LINES, timeout=120), list[int]()
    lines = Lines(lambda _: 0, lambda _: gate.wait(), lambda _, n: kept.append(n), lambda: False)
    lines.send_all(chunks_of(LINES * 2))
    assert sorted(kept) == sorted([*range(LINES)] * 2)


def test_one_line_that_breaks_loses_nothing_of_the_others() -> None:
    """What was under way is kept, no more is begun, and the break is told."""
    gate, kept = threading.Barrier(LINES, timeout=120), list[int]()

    def send(_: int) -> int:
        if (number := gate.wait()) == 0:
            raise Lost
        return number

    lines = Lines(lambda _: 0, send, lambda _, n: kept.append(n), lambda: bool(kept))
    with pytest.raises(Lost):
        lines.send_all(chunks_of(LINES))
    assert sorted(kept) == [*range(1, LINES)]


def test_a_person_who_stops_it_keeps_what_was_under_way() -> None:
    """Nothing new is begun after."""
    kept = list[int]()
    lines = Lines(lambda _: 1, lambda one: one, lambda _, n: kept.append(n), lambda: bool(kept))
    with pytest.raises(Cancelled):
        lines.send_all(chunks_of(LINES * 4))
    assert 1 <= len(kept) <= LINES * 2


def test_what_is_stuck_goes_again_over_a_free_line_and_is_kept_once() -> None:
    """R56: a packet lost at the wrong moment costs seconds; a late answer changes nothing."""
    stuck, calls, kept = threading.Event(), list[bytes](), list[int]()
    chunks = [PlannedChunk((one,)) for one in waiting([(1, "", RecordType.INCIDENT)] * 3)]

    def send(sent: bytes) -> int:
        calls.append(sent)
        if sent == chunks[0].records[0].hash and calls.count(sent) == 1:
            stuck.wait(120)
        return sent[-1]

    read = lambda chunk: chunk.records[0].hash  # noqa: E731
    lines = Lines(read, send, lambda _, n: kept.append(n), lambda: False, patience=0)
    lines.send_all(chunks)
    stuck.set()
    assert sorted(kept) == [0, 1, 2]
    assert calls.count(chunks[0].records[0].hash) >= 2


def test_what_is_lost_twice_goes_a_third_time_and_no_more() -> None:
    """R56: so does a slow node not get more to do than it can answer."""
    stuck, calls, kept = threading.Event(), list[bytes](), list[int]()
    chunks = [PlannedChunk((one,)) for one in waiting([(1, "", RecordType.INCIDENT)] * 2)]
    slow = chunks[0].records[0].hash

    def send(sent: bytes) -> int:
        calls.append(sent)
        if sent == slow:
            if calls.count(sent) == MOST_TIMES:
                stuck.set()
            assert stuck.wait(10)
        return sent[-1]

    read = lambda chunk: chunk.records[0].hash  # noqa: E731
    Lines(read, send, lambda _, n: kept.append(n), lambda: False, patience=0).send_all(chunks)
    assert sorted(kept) == [0, 1]
    assert calls.count(slow) == MOST_TIMES
