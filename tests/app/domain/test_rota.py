"""The plain rule of a rota, and what it never does."""

from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from app.domain.rota import Clash, ClashKind, RotaTerms, Slot, Taken, clashes, propose

MONDAY = date(2026, 5, 4)
PEOPLE = tuple(UUID(int=n) for n in range(1, 31))


@given(
    st.integers(0, 30),
    st.integers(1, 5),
    st.lists(st.sampled_from(("Maria", "Olof", "Per")), unique=True, min_size=1),
    st.lists(st.sampled_from(("Svarv 4", "Fräs 2")), unique=True),
    st.integers(30, 600),
    st.integers(0, 4),
)
def test_a_proposal_never_collides_and_leaves_nobody_out_who_fits(
    count: int, days: int, assessors: list[str], machines: list[str], minutes: int, most: int
) -> None:
    """Each once, within the hours, one at a time for an assessor and a machine."""
    terms = RotaTerms(
        tuple(MONDAY + timedelta(days=n) for n in range(days)),
        tuple(machines),
        tuple(assessors),
        480,
        1020,
        minutes,
        most,
    )
    standing = [Taken(PEOPLE[29], Slot(MONDAY, 480, 90, "Svarv 4", "Maria"))]
    found, left = propose(PEOPLE[:count], terms, standing)
    taken = [*standing, *(Taken(person, slot) for person, slot in found.items())]
    assert set(found) | set(left) == set(PEOPLE[:count])
    assert all(slot.begins >= 480 and slot.ends <= 1020 for slot in found.values())
    assert not any(clashes(p, slot, taken, (MONDAY, None)) for p, slot in found.items())


def test_what_collides_is_told_apart() -> None:
    """Assessor, machine, the same person twice, a day outside the order's."""
    slot = Slot(MONDAY, 500, 100, "Svarv 4", "Maria")
    taken = [
        Taken(PEOPLE[0], slot),
        Taken(PEOPLE[1], Slot(MONDAY, 590, 60, "Svarv 4", "Olof")),
        Taken(PEOPLE[2], Slot(MONDAY, 450, 60, "", "Maria")),
        Taken(PEOPLE[0], Slot(MONDAY, 560, 60, "", "")),
        Taken(PEOPLE[3], Slot(MONDAY, 600, 60, "Svarv 4", "Maria")),
    ]
    assert clashes(PEOPLE[0], slot, taken, (MONDAY + timedelta(days=1), None)) == (
        Clash(ClashKind.MACHINE, PEOPLE[1]),
        Clash(ClashKind.ASSESSOR, PEOPLE[2]),
        Clash(ClashKind.PERSON),
        Clash(ClashKind.OUTSIDE),
    )
