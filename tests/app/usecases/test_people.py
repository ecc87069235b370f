"""People: found while typing, registered once, protected when they are."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from app.domain.case import CaseState, Step
from app.domain.certificate_number import format_certificate_number
from app.domain.change import Touched
from app.domain.identity_number import (
    BadIdentityNumber,
    IdentityKind,
    IdentityProblem,
    UnlikelyAge,
)
from app.domain.person_name import BadPersonName
from app.seal.payloads import PersonCorrected, PersonRegistered, decode_payload
from app.storage.people import UnknownPerson
from app.storage.tables import PersonEventRow, RecordRow
from app.usecases.people import DuplicatePerson, LikelyDuplicate, NewPerson
from app.usecases.person_finding import SearchHits
from app.usecases.person_lines import Standing
from app.workspace import Workspace
from tests.desk_work import CaseWalk
from tests.factories import FixedClock

FREE = "199903012384"
NEW = NewPerson("Nils Östlund", "200301122396", employer="Granviks Plåt AB")
PROTECTED = NewPerson("Vera Ahlgren", FREE, employer="Granviks Plåt AB", protected=True)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("lindqv", "Karin Lindqvist"),
        ("karin hälls", "Karin Lindqvist"),
        ("19870521-2382", "Karin Lindqvist"),
        ("870521 2382", "Karin Lindqvist"),
        ("198705212382", "Karin Lindqvist"),
        ("870521", "Karin Lindqvist"),
        ("8705212", "Karin Lindqvist"),
        ("1987-05-21", "Karin Lindqvist"),
        ("wojcik", "Tomasz Wójcik"),
        ("lukasik", "Maria Łukasik"),
    ],
)
def test_one_field_finds_by_name_company_and_number(desk: Workspace, typed: str, name: str) -> None:
    """The person is the first line, whatever of them was typed."""
    assert desk.people.search(typed).lines[0].name == name


def test_a_whole_number_finds_its_person_or_nobody(desk: Workspace) -> None:
    """Nobody here has it: the screen can offer to register, not show a neighbour."""
    hits = desk.people.search(FREE)
    assert (hits.matching, hits.lines, hits.total) == (0, (), 24)


def test_hits_say_how_many_of_how_many_and_what_to_mark(desk: Workspace) -> None:
    """ "8 av 104 212", and the folded words that were looked for."""
    hits = desk.people.search("Lind EK")
    assert (hits.total, hits.matching, hits.more) == (24, 1, False)
    assert hits.words == ("lind", "ek")
    assert hits.lines[0].employer == "Ekhults Formteknik AB"


def test_an_empty_field_shows_whom_one_worked_with_last(
    desk: Workspace, walk: CaseWalk, clock: FixedClock
) -> None:
    """The person of the case just touched stands first, then the newest."""
    clock.advance(60)
    walk.to(Step.SELF_ASSESSMENT)
    hits = desk.people.search("")
    assert hits.lines[0].name == desk.cases.view(walk.case_id).name
    assert hits.lines[0].standing is Standing.RUNNING
    assert (hits.matching, len(hits.lines)) == (24, 24)
    assert len(desk.people.search("", limit=5).lines) == 5


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_any_typed_text_is_answered(desk: Workspace, typed: str) -> None:
    """No text is an error; what is shown never exceeds what is counted."""
    hits = desk.people.search(typed)
    assert len(hits.lines) <= max(hits.matching, 50)


@pytest.mark.begins_at(Step.CERTIFICATE)
def test_a_certificate_number_finds_its_holder(desk: Workspace, walk: CaseWalk) -> None:
    """From four characters on, with spaces, hyphens or O and I typed for 0 and 1."""
    walk.to(Step.CERTIFICATE)
    number = format_certificate_number(desk.certificates.issue(walk.case_id))
    name = desk.cases.view(walk.case_id).name
    for typed in (number, number.lower(), number.replace(" ", "-"), number.replace(" ", "")):
        assert name in _names(desk.people.search(typed))
    assert desk.people.search(number).lines[0].standing is Standing.FULL


def test_a_typed_number_is_checked_while_typing(desk: Workspace) -> None:
    """R49, R50: kind, birth date, the form to show, and who has it."""
    check = desk.people.check_number("870521-2382")
    assert (check.kind, check.birth_date) == (IdentityKind.PERSONNUMMER, date(1987, 5, 21))
    assert check.formatted == "19870521-2382"
    assert check.duplicate is not None
    assert check.duplicate.name == "Karin Lindqvist"
    assert desk.people.check_number(FREE).duplicate is None
    assert desk.people.check_number("701063-2391").kind is IdentityKind.SAMORDNINGSNUMMER
    reserve = desk.people.check_number("992004391013")
    assert (reserve.kind, reserve.birth_date) == (IdentityKind.RESERVE, None)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("198705212383", IdentityProblem.CHECK_DIGIT),
        ("19870521-23", IdentityProblem.SHAPE),
        ("not a number", IdentityProblem.SHAPE),
    ],
)
def test_a_wrong_number_is_refused_with_its_reason(
    desk: Workspace, typed: str, problem: IdentityProblem
) -> None:
    """R49; and nothing of it is stored."""
    with pytest.raises(BadIdentityNumber) as caught:
        desk.people.register(replace(NEW, number=typed))
    assert caught.value.problem is problem
    assert desk.people.search("").total == 24


def test_an_unlikely_age_is_asked_about_then_taken(desk: Workspace) -> None:
    """A person of 125 is possible, a slip of the century more so."""
    old = replace(NEW, number="190001042399")
    with pytest.raises(UnlikelyAge):
        desk.people.register(old)
    desk.people.register(replace(old, age_confirmed=True))


def test_a_registered_person_is_found_at_once_and_signed_into_the_log(desk: Workspace) -> None:
    """The record names the person and no number of any kind (I12)."""
    person_id = desk.people.register(NEW)
    line = desk.people.search("nils östl").lines[0]
    assert (line.id, line.birth_date) == (person_id, date(2003, 1, 12))
    record = _newest_record(desk)
    payload = decode_payload(record.type, record.payload or b"")
    assert payload == PersonRegistered(
        person=str(person_id),
        name="Nils Östlund",
        birth_date=date(2003, 1, 12),
        employer="Granviks Plåt AB",
    )
    assert b"122396" not in (record.payload or b"") + record.raw


def test_the_same_number_is_never_registered_twice(desk: Workspace) -> None:
    """R50: however it is written; the answer says who has it."""
    with pytest.raises(DuplicatePerson) as caught:
        desk.people.register(NewPerson("Karin Lind", "870521-2382"), despite_likeness=True)
    assert caught.value.person.name == "Karin Lindqvist"
    assert desk.people.search("").total == 24


def test_the_same_name_and_birth_date_are_asked_about(desk: Workspace) -> None:
    """R50: compared folded; registered all the same when one says so."""
    alike = NewPerson("KARIN LINDQVIST", birth_date=date(1987, 5, 21))
    with pytest.raises(LikelyDuplicate) as caught:
        desk.people.register(alike)
    assert [person.name for person in caught.value.people] == ["Karin Lindqvist"]
    desk.people.register(alike, despite_likeness=True)
    assert desk.people.search("karin lindqvist").matching == 2
    desk.people.register(NewPerson("Karin Lindqvist", birth_date=date(1987, 5, 22)))


@pytest.mark.parametrize("name", ["", "   ", "Karin\u202eLindqvist", "12345", "x" * 81])
def test_a_name_that_cannot_stand_on_paper_is_refused(desk: Workspace, name: str) -> None:
    """Before anything is stored."""
    with pytest.raises(BadPersonName):
        desk.people.register(NewPerson(name))


def test_companies_are_known_again_however_they_are_written(desk: Workspace) -> None:
    """One company, not three spellings; offered by its beginning."""
    desk.people.register(replace(NEW, employer="  granviks  PLÅT ab "))
    assert desk.people.companies("gran") == ("Granviks Plåt AB",)
    assert desk.people.companies("GRANVIKS PLÅT") == ("Granviks Plåt AB",)
    assert desk.people.companies("") == (
        "Ekhults Formteknik AB",
        "Granviks Plåt AB",
        "Hällsjö Mekaniska AB",
    )
    assert desk.people.companies("%") == desk.people.companies("")


def test_a_new_name_finds_the_person_and_the_old_one_no_longer(
    desk: Workspace, clock: FixedClock
) -> None:
    """Names have a history; the log says what is right from now on."""
    clock.advance(60)
    karin = desk.people.search("lindqvist").lines[0].id
    desk.people.rename(karin, "Karin Sandell")
    assert desk.people.search("sandell").lines[0].id == karin
    assert desk.people.search("lindqvist").matching == 0
    record = _newest_record(desk)
    payload = decode_payload(record.type, record.payload or b"")
    assert isinstance(payload, PersonCorrected)
    assert (payload.name, payload.reason) == ("Karin Sandell", "name_changed")
    assert desk.people.card(karin).history[0].kind == "renamed"


def test_an_unknown_person_is_said(desk: Workspace) -> None:
    """For a card that was open when somebody else was looked at."""
    for ask in (desk.people.card, lambda who: desk.people.rename(who, "Nils Östlund")):
        with pytest.raises(UnknownPerson):
            ask(UUID(int=1))


@pytest.mark.begins_at(Step.PRACTICAL)
def test_the_card_shows_the_case_under_way_and_what_happened(
    desk: Workspace, walk: CaseWalk, clock: FixedClock
) -> None:
    """The number only in part; how far the practical is; the latest first."""
    walk.to(Step.PRACTICAL)
    clock.advance(timedelta(minutes=1))
    sitting = desk.practical.start(walk.case_id)
    person = desk.cases.view(walk.case_id).person_id
    card = desk.people.card(person)
    assert card.identity_masked == "19870521-••••"
    assert card.open_case is not None
    assert (card.open_case.step, card.open_case.done) == (Step.PRACTICAL, 0)
    areas = desk.practical.sheet(sitting).areas
    assert card.open_case.total == sum(len(area.criteria) for area in areas) > 0
    assert card.open_case.state is CaseState.RUNNING
    assert card.history[-1].kind == "registered"
    assert [line.at for line in card.history] == sorted(
        (line.at for line in card.history), reverse=True
    )
    assert card.certificates == ()


@pytest.mark.begins_at(Step.CERTIFICATE)
def test_the_card_shows_the_certificate_when_there_is_one(walk: CaseWalk) -> None:
    """With its number and kind."""
    desk = walk.to(Step.CERTIFICATE).desk
    issued = desk.certificates.issue(walk.case_id)
    card = desk.people.card(desk.cases.view(walk.case_id).person_id)
    assert [line.id for line in card.certificates] == [issued]
    assert card.line.standing is Standing.FULL


def test_a_protected_person_is_in_no_list(desk: Workspace) -> None:
    """One flag hides name, company and birth date; only who has the number finds them."""
    person = desk.people.register(PROTECTED)
    for typed in ("vera", "ahlgren", "granviks", "19990301", ""):
        assert person not in [line.id for line in desk.people.search(typed, limit=500).lines]
    line = desk.people.search(FREE).lines[0]
    assert (line.id, line.name, line.birth_date, line.employer) == (person, "", None, "")
    assert line.protected
    duplicate = desk.people.check_number(FREE).duplicate
    assert duplicate is not None
    assert duplicate.name == ""


def test_every_read_of_a_protected_person_is_written_down(
    desk: Workspace, clock: FixedClock
) -> None:
    """R55: who and when, before anything is shown; others leave no trace."""
    person = desk.people.register(PROTECTED)
    karin = desk.people.search("lindqvist").lines[0].id
    desk.people.card(karin)
    for _ in range(2):
        clock.advance(60)
        assert desk.people.card(person).line.name == "Vera Ahlgren"
    with desk.desk.database.reading() as session:
        read = session.execute(
            select(PersonEventRow.person_id, PersonEventRow.actor).where(
                PersonEventRow.kind == "read"
            )
        ).all()
    assert [tuple(line) for line in read] == [(person, "Maria Sandberg")] * 2


def test_a_change_is_announced_after_it_is_stored(desk: Workspace) -> None:
    """Screens that care read again; a refused registration announces nothing."""
    heard: list[frozenset[Touched]] = []
    desk.announce_to(lambda change: heard.append(change.touched))
    desk.people.register(NEW)
    with pytest.raises(DuplicatePerson):
        desk.people.register(NEW)
    assert heard == [frozenset({Touched.PEOPLE, Touched.LOG})]


def test_no_identity_number_stands_readable_in_any_table(desk: Workspace) -> None:
    """I12: all columns of all tables, as text and as bytes."""
    desk.people.register(NEW)
    with desk.desk.database.reading() as session:
        names = session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")).all()
        for name in names:
            for row in session.execute(text(f'SELECT * FROM "{name}"')):
                stored = repr(tuple(row)).replace("-", "")
                assert "198705212382" not in stored
                assert "8705212382" not in stored
                assert "200301122396" not in stored


def _names(hits: SearchHits) -> list[str]:
    return [line.name for line in hits.lines]


def _newest_record(desk: Workspace) -> RecordRow:
    with desk.desk.database.reading() as session:
        return session.scalars(select(RecordRow).order_by(RecordRow.seq.desc()).limit(1)).one()
