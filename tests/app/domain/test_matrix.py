"""The matrix and what it comes to: no level without a basis, nothing summed up of few people."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from app.domain.matrix import (
    Matrix,
    MatrixArea,
    MatrixPerson,
    Shown,
    Stage,
    Standing,
    build_matrix,
)
from app.domain.matrix_summary import (
    SMALLEST_GROUP,
    RowFilter,
    RowOrder,
    departments,
    ordered,
    summarise,
    told_hidden,
)
from app.domain.text import Text

_LEVELS = (None, 0, 1, 2, 3, 4)
_NAMES = ("Åsa", "anna", "Anna", "", "Örjan")


def matrices() -> st.SearchStrategy[Matrix]:
    """Any matrix of up to a dozen people: numbers, so that a hundred are made in no time."""
    levels = st.lists(st.integers(0, 15), min_size=1, max_size=4)
    people = st.lists(st.lists(st.integers(0, 59), min_size=5, max_size=5), max_size=12)
    return st.builds(_matrix, levels, people)


def _matrix(levels: list[int], people: list[list[int]]) -> Matrix:
    areas = tuple(
        MatrixArea(f"a{n}", Text(f"Område {n}", ""), one // 4 + 1, one % 4 + 1, (1, 2, 3, 4))
        for n, one in enumerate(levels)
    )
    return build_matrix(areas, [_person(n, codes) for n, codes in enumerate(people)])


def _person(number: int, codes: list[int]) -> MatrixPerson:
    """`codes`: one for who they are, the others for what they have shown."""
    who, *shown = codes
    return MatrixPerson(
        UUID(int=number),
        _NAMES[who % 5],
        "",
        ("", "Svarv", "Fräs")[who % 3],
        tuple(Stage)[who % 5],
        who % 4 > 0,
        {
            f"a{n}": Shown(_LEVELS[code % 6], credited=code % 5 == 0, safe=code % 7 > 0)
            for n, code in enumerate(shown)
            if code < 48
        },
    )


@given(matrices())
def test_without_a_basis_nothing_of_a_person_is_in_a_cell(matrix: Matrix) -> None:
    """R54: neither a level nor whether there is one."""
    for row in matrix.rows:
        told = {(cell.standing, cell.level) for cell in row.cells}
        assert row.person.has_basis or told == {(Standing.NO_BASIS, None)}


@given(matrices())
def test_a_level_stands_for_itself_and_an_unsafe_one_is_never_enough(matrix: Matrix) -> None:
    """I10: under, at or over what the company requires; a failed stop criterion is a gap."""
    for row in matrix.rows:
        for area, cell in zip(matrix.areas, row.cells, strict=True):
            shown = row.person.shown.get(area.id) if row.person.has_basis else None
            assert cell.standing.is_assessed == (shown is not None)
            if shown is None:
                continue
            level = area.profile_level if shown.level is None else shown.level
            assert cell.standing.is_gap == (level < area.required or not shown.safe)
            assert cell.level == shown.level


@given(matrices())
def test_few_people_are_never_summed_up(matrix: Matrix) -> None:
    """X2: nothing of a group under five, no area by fewer than five, counts that add up."""
    summary = summarise(matrix.areas, matrix.rows)
    assert (summary.state is None) == (len(matrix.rows) < SMALLEST_GROUP)
    if summary.state is None:
        assert not summary.gaps
        return
    assert sum(summary.state.counts.values()) == len(matrix.rows)
    assert len(summary.gaps) + len(summary.too_few) == len(matrix.areas)
    assert all(SMALLEST_GROUP <= gap.assessed <= len(matrix.rows) for gap in summary.gaps)
    assert all(gap.far <= gap.under <= gap.assessed for gap in summary.gaps)
    shares = [gap.under / gap.assessed for gap in summary.gaps]
    assert shares == sorted(shares, reverse=True)


@given(matrices(), st.booleans(), st.data())
def test_ordering_loses_nobody(matrix: Matrix, descending: bool, data: st.DataObject) -> None:
    """By name, stage or area; who is not assessed stands last either way."""
    ways = [*RowOrder, *range(len(matrix.areas))]
    by = data.draw(st.sampled_from(ways))
    rows = ordered(matrix.rows, by, descending=descending)
    assert {row.person.person_id for row in rows} == {r.person.person_id for r in matrix.rows}
    if not isinstance(by, RowOrder):
        known = [row.cells[by].standing.is_assessed for row in rows]
        assert known == sorted(known, reverse=True)


@given(matrices(), st.sampled_from(["", "Svarv"]), st.booleans())
def test_a_filter_lets_through_what_it_says(matrix: Matrix, where: str, gaps: bool) -> None:
    """Department, stage and gaps together."""
    chosen = RowFilter(where, Stage.DONE, only_gaps=gaps)
    for row in filter(chosen.lets, matrix.rows):
        assert row.person.stage is Stage.DONE
        assert where in ("", row.person.department)
        assert row.gaps or not gaps
    assert set(departments(matrix)) <= {"Svarv", "Fräs"}


@given(st.integers(0, 20))
def test_fewer_than_five_hidden_people_are_not_even_counted(count: int) -> None:
    """R55: a number so small would point somebody out."""
    assert told_hidden(count) in (0, count)
    assert (told_hidden(count) == 0) == (count < SMALLEST_GROUP)
