"""A list of people is judged row by row, then taken in whole or not at all, and undone whole."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from app.domain.employment import Employment
from app.domain.group_order import BasisKind
from app.domain.participation import Period
from app.domain.people_columns import PeopleColumn
from app.domain.people_list import RowNote, RowOutcome, RowProblem
from app.open_desk import Workspace
from app.reports.sheet_reading import SheetNotRead
from app.storage.tables import PersonRow, RecordRow
from app.usecases.companies import NewCompany
from app.usecases.group_orders import NewOrder
from app.usecases.participation import NewPart
from app.usecases.people import NewPerson
from app.usecases.people_import import (
    DryRun,
    ImportInUse,
    ListChanged,
    NobodyToTakeIn,
    TooManyToTakeIn,
)
from app.usecases.people_taking import ReadingStopped
from tests.factories import official_numbers
from tests.sheets import Cell, write_xlsx

HEADS = ("Namn", "Personnummer", "Född", "Anst.nr", "Avdelning", "Skyddad")
NUMBERS = [
    one.personnummer for one in official_numbers() if one.birth_date.year in range(1960, 2000)
]
Run = Callable[..., DryRun]


@pytest.fixture
def order(desk: Workspace) -> UUID:
    """A group order of a company."""
    company = desk.companies.register(NewCompany("Ängby Plåt AB", "556016-0680"))
    code = desk.cases.roles()[0].code
    return desk.group_orders.make(company, NewOrder("Hösten", code))


@pytest.fixture
def run(desk: Workspace, order: UUID, tmp_path: Path) -> Run:
    """Judge these rows, written to a spreadsheet under the usual heads."""

    def judged(*rows: tuple[Cell, ...], heads: tuple[str, ...] = HEADS) -> DryRun:
        path = write_xlsx(tmp_path / "lista.xlsx", [heads, *rows])
        listed = desk.people_import.read(path)
        return desk.people_import.judge(order, listed, listed.columns)

    return judged


BAD: tuple[tuple[tuple[Cell, ...], RowProblem], ...] = (
    (("", NUMBERS[0]), RowProblem.NO_NAME),
    (("Å" * 200, NUMBERS[0]), RowProblem.NAME_TOO_LONG),
    (("Anna \u202eke", NUMBERS[0]), RowProblem.NAME_HIDDEN),
    (("😀 🛠", NUMBERS[0]), RowProblem.NO_LETTER),
    (("=HYPERLINK(1)", NUMBERS[0]), RowProblem.FORMULA),
    (
        ("Anna Ek", NUMBERS[0][:-1] + str((int(NUMBERS[0][-1]) + 1) % 10)),
        RowProblem.NUMBER_DIGIT,
    ),
    (("Anna Ek", "8,71E+09"), RowProblem.NUMBER_SHAPE),
    (("Anna Ek", "", "3/4/1987"), RowProblem.DAY_TWO_WAYS),
    (("Anna Ek", "", "31.2.1987"), RowProblem.NO_DAY),
    (("Anna Ek", "", "2020-01-01"), RowProblem.AGE),
    (("Anna Ek", NUMBERS[0], "1900-01-01"), RowProblem.OTHER_DAY),
    (("Anna Ek", NUMBERS[0], "", "9" * 200), RowProblem.TEXT_TOO_LONG),
)


def test_each_kind_of_bad_row_is_refused_by_its_own_name(run: Run) -> None:
    """R49: nothing is guessed; what is wrong is said of the row it stands in."""
    judged = run(*(row for row, _problem in BAD))
    assert [one.problem for one in judged.rows] == [problem for _row, problem in BAD]
    assert {one.outcome for one in judged.rows} == {RowOutcome.REFUSED}
    assert [one.row.line for one in judged.rows] == list(range(2, 2 + len(BAD)))


def test_rows_are_matched_with_each_other_and_with_who_is_here(desk: Workspace, run: Run) -> None:
    """R50: by number, else by name and birth date; a number of somebody else is refused."""
    known = desk.people.register(NewPerson("Karin Nyström", NUMBERS[1]))
    judged = run(
        ("Nystrøm, Karin", NUMBERS[1]),
        ("Berit Alm", NUMBERS[2]),
        ("Berit Alm", NUMBERS[2]),
        ("Olle Bo", "", "21.5.1987"),
        ("OLLE  BO", "", "1987-05-21"),
        ("Eva Utan",),
    )
    assert judged.rows[0].person_id == known
    assert [one.outcome for one in judged.rows] == [
        *(RowOutcome.KNOWN, RowOutcome.NEW, RowOutcome.REFUSED),
        *(RowOutcome.NEW, RowOutcome.REFUSED, RowOutcome.NEW),
    ]
    assert (judged.rows[2].problem, judged.rows[2].other) == (RowProblem.TWICE, 3)
    assert judged.rows[5].note is RowNote.NO_NUMBER
    other = run(("Helt Annan", NUMBERS[1]))
    assert other.rows[0].problem is RowProblem.OTHER_NAME


def test_the_good_rows_are_taken_in_at_once_with_the_basis_for_results(
    desk: Workspace, order: UUID, run: Run
) -> None:
    """R54: the day and who noted it; protected people stay hidden in the order (R55)."""
    judged = run(
        ("Anna Ek", NUMBERS[0], "", "17", "Svarv"),
        ("Berit Alm", NUMBERS[2], "", "18", "Fräs", "ja"),
        ("Fel Rad", "123"),
    )
    taken = desk.people_import.take_in(judged, BasisKind.AGREEMENT)
    assert (taken.registered, taken.joined) == (2, 2)
    people = desk.group_orders.order(order).people
    assert [(p.person.name, p.person.department) for p in people] == [
        ("Anna Ek", "Svarv"),
        ("", ""),
    ]
    basis = people[0].person.basis
    assert basis is not None
    assert (basis.kind, basis.by) == (BasisKind.AGREEMENT, desk.assessor.name)
    assert not desk.people.search("Berit Alm").lines


def test_a_list_gives_nobody_back_the_basis_they_took_back(
    desk: Workspace, order: UUID, run: Run, tmp_path: Path
) -> None:
    """R54: in a later order of the company; one who has not taken it back gets it."""
    desk.people_import.take_in(run(("Anna Ek", NUMBERS[0])), BasisKind.CONSENT)
    (anna,) = desk.group_orders.order(order).people
    today = desk.desk.clock.now().date()
    desk.group_orders.note_basis(order, [anna.person.person_id], None, today)
    line = desk.group_orders.order(order).line
    again = desk.group_orders.make(line.company_id, NewOrder("Våren", line.code))
    rows = HEADS, ("Anna Ek", NUMBERS[0]), ("Cilla Dahl", NUMBERS[1])
    listed = desk.people_import.read(write_xlsx(tmp_path / "vår.xlsx", [*rows]))
    judged = desk.people_import.judge(again, listed, listed.columns)
    desk.people_import.take_in(judged, BasisKind.AGREEMENT)
    people = desk.group_orders.order(again).people
    assert [one.person.basis is not None for one in people] == [False, True]
    assert desk.log_check.verify().is_whole


def test_nothing_is_half_taken_in(desk: Workspace, order: UUID, run: Run) -> None:
    """Stopped, changed meanwhile or without a good row: nobody is registered and nobody joins."""
    judged = run(("Anna Ek", NUMBERS[0]), ("Berit Alm", NUMBERS[2]))
    with pytest.raises(ReadingStopped):
        desk.people_import.take_in(judged, stop=lambda: True)
    desk.people.register(NewPerson("Anna Ek", NUMBERS[0]))
    with pytest.raises(ListChanged):
        desk.people_import.take_in(judged)
    with pytest.raises(NobodyToTakeIn):
        desk.people_import.take_in(run(("", NUMBERS[3])))
    assert desk.group_orders.order(order).people == ()
    assert not desk.people.search("Berit Alm").lines


def test_an_import_is_undone_whole_until_a_case_has_begun(
    desk: Workspace, order: UUID, run: Run
) -> None:
    """R53: who came with it and is nowhere else is erased here, and asked to be there."""
    known = desk.people.register(NewPerson("Karin Nyström", NUMBERS[1]))
    rows = (("Anna Ek", NUMBERS[0]), ("Karin Nyström", NUMBERS[1]))
    taken = desk.people_import.take_in(run(*rows))
    assert desk.people_import.undo(taken.import_id) == 2
    assert desk.group_orders.order(order).people == ()
    assert [one.id for one in desk.people.search("Karin Nyström").lines] == [known]
    with desk.desk.database.reading() as session:
        erased = select(RecordRow).where(RecordRow.type == "erase.requested")
        assert len(session.scalars(erased).all()) == 1
        assert not session.scalar(select(PersonRow.id).where(PersonRow.name == "Anna Ek"))
    assert desk.log_check.verify().is_whole
    again = desk.people_import.take_in(run(*rows))
    person = desk.group_orders.order(order).people[0].person.person_id
    desk.rota.begin(order, person)
    assert not desk.group_orders.order(order).imports[0].may_undo
    with pytest.raises(ImportInUse):
        desk.people_import.undo(again.import_id)


def test_the_columns_of_the_same_heads_are_remembered(
    desk: Workspace, order: UUID, tmp_path: Path
) -> None:
    """Guessed once, chosen once: the next list of the same company is read alike."""
    heads = ("Vem", "Personal ID-nr", "Var")
    path = write_xlsx(tmp_path / "a.xlsx", [("Namn", *heads[1:]), ("Anna Ek", NUMBERS[0], "Svarv")])
    listed = desk.people_import.read(path)
    assert listed.columns == (PeopleColumn.NAME, PeopleColumn.IGNORED, PeopleColumn.IGNORED)
    chosen = (PeopleColumn.NAME, PeopleColumn.IDENTITY, PeopleColumn.DEPARTMENT)
    desk.people_import.take_in(desk.people_import.judge(order, listed, chosen))
    assert desk.people_import.read(path).columns == chosen


def test_the_refused_rows_can_be_saved_to_mend(desk: Workspace, run: Run, tmp_path: Path) -> None:
    """I14: as they stood, each with its problem; counted, hashed and logged; never a formula."""
    judged = run(("=1+1", NUMBERS[0]), ("Anna Ek", NUMBERS[1]), ("", "", "", "9"))
    path = tmp_path / "rätta.csv"
    manifest = desk.people_import.write_refused(judged, path, lambda one: str(one.problem))
    assert manifest.rows == 2
    text = path.read_text(encoding="utf-8-sig")
    assert "formula" in text
    assert '"=1+1"' not in text
    assert "Anna Ek" not in text


def test_a_list_of_many_is_stopped_between_rows(
    desk: Workspace, order: UUID, tmp_path: Path
) -> None:
    """Progress is told while the rows are judged; stopping leaves nothing behind."""
    path = tmp_path / "many.csv"
    lines = [
        "Namn;Personnummer",
        *(f"Anna Ek {n};{number}" for n, number in enumerate(NUMBERS[:900])),
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    listed = desk.people_import.read(path)
    told: list[tuple[int, int]] = []
    with pytest.raises(ReadingStopped):
        desk.people_import.judge(
            order, listed, listed.columns, lambda *at: told.append(at), lambda: len(told) > 2
        )
    assert told == [(0, 900), (200, 900), (400, 900)]


def test_a_list_longer_than_any_group_is_judged_but_not_taken_in(
    desk: Workspace, order: UUID, tmp_path: Path
) -> None:
    """It would hold up the desk; every row is told all the same."""
    path = tmp_path / "many.csv"
    path.write_text("Namn\n" + "\n".join(f"Rad Nummer{n}" for n in range(5001)), encoding="utf-8")
    listed = desk.people_import.read(path)
    judged = desk.people_import.judge(order, listed, listed.columns)
    assert judged.count(RowOutcome.NEW) == 5001
    with pytest.raises(TooManyToTakeIn):
        desk.people_import.take_in(judged)


def test_what_is_no_list_is_refused(desk: Workspace, tmp_path: Path) -> None:
    """The reason is told apart, so that the next step can be said."""
    for name, content, reason in (
        ("a.pdf", b"%PDF", "kind"),
        ("b.xlsx", b"", "empty"),
        ("c.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "locked"),
        ("d.xlsx", b"PK\x03\x04 broken", "broken"),
        ("e.csv", b"\n\n", "empty"),
        ("h.csv", b"Namn;Personnummer\n;\n \n", "headings"),
        ("f.ods", b"no zip at all", "broken"),
    ):
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(SheetNotRead) as refused:
            desk.people_import.read(path)
        assert (name, refused.value.reason) == (name, reason)
    with pytest.raises(SheetNotRead):
        desk.people_import.read(tmp_path / "gone.xlsx")


def test_of_headings_that_say_the_same_the_one_with_anything_under_it_counts(
    desk: Workspace, tmp_path: Path
) -> None:
    """And of five hundred columns the first sixty: nobody can look through more."""
    path = tmp_path / "wide.csv"
    more = ";".join(f"Kolumn {n}" for n in range(500))
    path.write_text(f"Namn;Pnr;Personnummer;{more}\nAnna Ek;;{NUMBERS[0]};x\n", encoding="utf-8")
    listed = desk.people_import.read(path)
    told = (PeopleColumn.NAME, PeopleColumn.IGNORED, PeopleColumn.IDENTITY)
    assert listed.columns[:3] == told
    assert len(listed.heads) == len(listed.columns) == 60


def test_who_takes_part_in_a_project_is_not_erased_with_the_list(
    desk: Workspace, order: UUID, run: Run
) -> None:
    """R53, R63: hours may rest on them; they leave the order alone."""
    taken = desk.people_import.take_in(run(("Anna Ek", NUMBERS[0])))
    person = desk.group_orders.order(order).people[0].person.person_id
    project = desk.participations.projects()[0]
    new = NewPart(project.id, person, Employment.EMPLOYED, Period(project.first))
    part = desk.participations.begin(new)[0]
    assert desk.people_import.undo(taken.import_id) == 1
    assert desk.group_orders.order(order).people == ()
    assert desk.people.card(person).line.name == "Anna Ek"
    assert [one.id for one in desk.participations.of_person(person)] == [part]
    assert desk.people_import.undo(taken.import_id) == 0
