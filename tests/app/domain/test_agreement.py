"""Where two assessors differ: only what both have said, values by their verdict, and the share."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import paths
from app.domain.agreement import Rated, agreement_permille, differences
from app.domain.protocol import Protocol
from app.protocols.package import load_package


@pytest.fixture(scope="module")
def protocol() -> Protocol:
    """The sample protocol with a measured criterion in it."""
    return load_package(Path(paths.protocol_folder()) / "CNC-1").protocol


def test_two_who_said_the_same_agree_whatever_they_wrote(protocol: Protocol) -> None:
    """R29: notes are each one's own."""
    one = {c.id: Rated(3, "a") for c in protocol.criteria if c.is_rated}
    other = {key: replace(said, note="b") for key, said in one.items()}
    assert differences(protocol, one, other) == ()
    assert agreement_permille(protocol, one, other) == 1000


def test_a_criterion_only_one_has_said_something_of_is_not_compared(protocol: Protocol) -> None:
    """R26: after a safety stop the rest is unsaid."""
    first = next(c.id for c in protocol.criteria if c.is_rated)
    assert differences(protocol, {first: Rated(3)}, {first: Rated(None)}) == ()
    assert differences(protocol, {first: Rated(3)}, {}) == ()
    assert agreement_permille(protocol, {first: Rated(3)}, {}) is None


def test_not_assessed_differs_from_a_level(protocol: Protocol) -> None:
    key = next(c.id for c in protocol.criteria if c.is_rated)
    (found,) = differences(protocol, {key: Rated(0)}, {key: Rated(2)})
    assert (found.criterion, found.first.rating, found.second.rating) == (key, 0, 2)


def test_values_differ_only_when_one_is_outside_the_limits(protocol: Protocol) -> None:
    """R27: two who measure one piece never read quite the same."""
    measured = next(c for c in protocol.criteria if c.measured is not None)
    assert measured.measured is not None
    low, high = measured.measured.lower, measured.measured.upper
    inside = {measured.id: Rated(3, "", str(low))}
    assert differences(protocol, inside, {measured.id: Rated(3, "", str(high))}) == ()
    outside = {measured.id: Rated(3, "", str(high + 1))}
    assert len(differences(protocol, inside, outside)) == 1


@given(data=st.data())
def test_differences_and_share_belong_together_and_do_not_depend_on_the_order(
    protocol: Protocol, data: st.DataObject
) -> None:
    """R29: what is alike and what differs is all that was compared."""
    ids = [c.id for c in protocol.criteria if c.is_rated]
    rating = st.none() | st.integers(0, 4)
    sheets = st.dictionaries(st.sampled_from(ids), st.builds(Rated, rating=rating))
    first, second = data.draw(sheets), data.draw(sheets)
    found = differences(protocol, first, second)
    both = [k for k in first if k in second and None not in (first[k].rating, second[k].rating)]
    alike = agreement_permille(protocol, first, second)
    if both:
        assert alike == (len(both) - len(found)) * 1000 // len(both)
    else:
        assert alike is None
    turned = differences(protocol, second, first)
    assert [d.criterion for d in turned] == [d.criterion for d in found]
    order = [ids.index(d.criterion) for d in found]
    assert order == sorted(order)
