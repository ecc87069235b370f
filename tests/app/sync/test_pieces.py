"""The small rules of a run: how chunks are cut, when to try again, what goes over the wire."""

import random
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.storage.sending import Waiting
from app.sync.backoff import next_delay
from app.sync.waiting import chunks
from app.sync.wire import (
    CHUNK_GOAL,
    MAX_CHUNK,
    MAX_RECORDS,
    BadMessage,
    HelloRequest,
    SentRecord,
    decode,
    pack_records,
    unpack_records,
)

SIZES = st.lists(st.integers(1, CHUNK_GOAL * 2), max_size=60)


def waiting(sizes: list[int]) -> list[Waiting]:
    """Records of these sizes."""
    now = datetime(2026, 5, 4, tzinfo=UTC)
    return [Waiting(now, b"k" * 8, n, n.to_bytes(32), size) for n, size in enumerate(sizes)]


@given(SIZES)
def test_chunks_keep_order_and_stay_small(sizes: list[int]) -> None:
    """None empty, each within 256 KB unless one record alone is larger, nothing left out."""
    made = list(chunks(waiting(sizes)))
    assert [one.size for chunk in made for one in chunk] == sizes
    for chunk in made:
        assert len(chunk) == 1 or sum(one.size for one in chunk) <= CHUNK_GOAL


def test_many_small_records_go_two_hundred_at_a_time() -> None:
    """The node's limit."""
    assert [len(chunk) for chunk in chunks(waiting([1] * 450))] == [MAX_RECORDS, MAX_RECORDS, 50]


@given(st.integers(0, 10_000), st.integers())
def test_the_pause_before_the_next_try_is_never_long_nor_nothing(failures: int, seed: int) -> None:
    """Full jitter between a moment and fifteen minutes, however often it failed."""
    assert 2.5 <= next_delay(failures, random.Random(seed)) <= 900


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=20))
def test_a_chunk_comes_out_as_it_went_in(contents: list[bytes]) -> None:
    """Bytes that were signed are not touched."""
    records = tuple(SentRecord(raw, raw[:32], raw) for raw in contents)
    assert unpack_records(pack_records(records)) == records


def test_more_records_than_allowed_are_refused() -> None:
    """By number and by size."""
    with pytest.raises(BadMessage):
        unpack_records(pack_records([SentRecord(b"x")] * (MAX_RECORDS + 1)))
    with pytest.raises(BadMessage):
        unpack_records(pack_records([SentRecord(bytes(MAX_CHUNK))] * 2))


@pytest.mark.parametrize(
    "raw",
    [
        b'{"heads":[],"cursor":-1}',
        b'{"heads":[],"cursor":99999999999999999999}',
        b'{"heads":[],"cursor":0,"extra":1}',
        b'{"heads":[{"kid":"AAAA","epoch":"AAAA","count":1,"hash":"AAAA"}],"cursor":0}',
        b'{"heads":null,"cursor":0}',
        b"[" * 100_000,
    ],
)
def test_numbers_no_database_takes_never_reach_one(raw: bytes) -> None:
    """Limits stand in the messages themselves."""
    with pytest.raises(BadMessage):
        decode(raw, HelloRequest)
