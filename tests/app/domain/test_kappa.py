"""Agreement beyond chance: known figures, its ends, and that whole numbers come to the same."""

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.kappa import weighted_kappa

_LEVEL = st.integers(1, 4)


def test_a_known_table_gives_the_known_figure() -> None:
    """Two raters, three steps, 100 pieces: quadratic weights give 0.706 (worked by hand)."""
    table = {(1, 1): 30, (1, 2): 8, (2, 1): 6, (2, 2): 25, (2, 3): 6, (3, 2): 5, (3, 3): 16}
    table |= {(1, 3): 2, (3, 1): 2}
    pairs = [pair for pair, count in table.items() for _ in range(count)]
    found = weighted_kappa(pairs)
    assert (found.pairs, found.alike, found.near) == (100, 71, 25)
    assert found.permille == _by_fractions(pairs)


@pytest.mark.parametrize(
    ("pairs", "permille"),
    [
        ([], None),
        ([(3, 3)] * 9, None),
        ([(1, 1), (4, 4)], 1000),
        ([(1, 4), (4, 1)], -1000),
        ([(1, 1), (1, 2), (2, 1), (2, 2)], 0),
    ],
)
def test_the_ends_are_whole_and_chance_is_nought(
    pairs: list[tuple[int, int]], permille: int | None
) -> None:
    """Nothing to compare, no spread, all alike, all turned round, as chance would have it."""
    assert weighted_kappa(pairs).permille == permille


@given(st.lists(st.tuples(_LEVEL, _LEVEL), max_size=40))
def test_whole_numbers_come_to_what_fractions_do(pairs: list[tuple[int, int]]) -> None:
    """Whoever is called first changes nothing."""
    found = weighted_kappa(pairs)
    assert found.permille == _by_fractions(pairs)
    assert found == weighted_kappa([(other, one) for one, other in pairs])


def _by_fractions(pairs: Sequence[tuple[int, int]]) -> int | None:
    """Cohen 1968 as it stands there."""
    total = len(pairs)
    if not total:
        return None
    seen = sum(Fraction((a - b) ** 2, total) for a, b in pairs)
    chance = sum(Fraction((a - d) ** 2, total * total) for a, _ in pairs for _, d in pairs)
    if not chance:
        return None
    kappa = 1000 * (1 - seen / chance)
    size = int(abs(kappa) + Fraction(1, 2))
    return size if kappa >= 0 else -size
