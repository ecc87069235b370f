"""Companies are registered once, found while typing, completed where only a name was known."""

import pytest
from sqlalchemy import select

from app.domain.organisation_number import BadOrganisationNumber
from app.domain.person_name import BadPersonName
from app.open_desk import Workspace
from app.storage.companies import UnknownCompany
from app.storage.tables import OrganisationRow, RecordRow
from app.usecases.companies import BadEmail, DuplicateCompany, NewCompany
from app.usecases.people import NewPerson


def test_a_company_is_registered_with_a_checked_number_and_found_by_it(desk: Workspace) -> None:
    """R49: any dash or space; name without accents, number by its first figures."""
    new = NewCompany("Ängby Plåt AB", "556016 – 0680", "Eva Ek", "eva@angby.example", "Port 4")
    company = desk.companies.register(new)
    card = desk.companies.card(company)
    assert (card.number, card.contact, card.email) == ("556016-0680", "Eva Ek", new.email)
    assert card.is_complete
    assert [one.id for one in desk.companies.list("plat ang")] == [company]
    assert [one.id for one in desk.companies.list("556016-06")] == [company]
    assert desk.companies.list("finns inte") == ()


@pytest.mark.parametrize(
    ("new", "error"),
    [
        (NewCompany("Nytt AB", "556016-0681"), BadOrganisationNumber),
        (NewCompany("Nytt AB", email="eva at angby"), BadEmail),
        (NewCompany("\u202eBA"), BadPersonName),
        (NewCompany("   "), BadPersonName),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_is_stored(
    desk: Workspace, new: NewCompany, error: type[Exception]
) -> None:
    """R49: the check digit, an address that is none, letters nobody sees."""
    before = desk.companies.list()
    with pytest.raises(error):
        desk.companies.register(new)
    assert desk.companies.list() == before


def test_a_duplicate_is_refused_with_the_one_that_exists(desk: Workspace) -> None:
    """R50: by name without case and accents, and by number."""
    first = desk.companies.register(NewCompany("Ängby Plåt AB", "556016-0680"))
    for again in (NewCompany("ANGBY PLAT ab"), NewCompany("Helt annat AB", "5560160680")):
        with pytest.raises(DuplicateCompany) as refused:
            desk.companies.register(again)
        assert refused.value.company.id == first


def test_a_company_known_only_as_an_employer_can_be_completed(desk: Workspace) -> None:
    """Its id stays: the people who work there are found by its new name."""
    desk.people.register(NewPerson("Karin Nyström", employer="Brunns Verkstad"))
    known = desk.companies.list("brunns")[0]
    assert not known.is_complete
    assert known.employees == 1
    desk.companies.complete(known.id, NewCompany("Brunns Verkstads AB", "232100-0057"))
    assert desk.companies.card(known.id).is_complete
    assert [one.name for one in desk.people.search("karin verkstads").lines] == ["Karin Nyström"]
    with pytest.raises(UnknownCompany):
        desk.companies.card(known.id.__class__(int=7))


def test_a_sole_traders_number_stands_in_no_record(desk: Workspace) -> None:
    """I12: it is personal data, sealed in the file, shown on the card alone."""
    company = desk.companies.register(NewCompany("Lindqvist Svets", "870521-2382"))
    card = desk.companies.card(company)
    assert (card.number, card.is_sole_trader) == ("19870521-2382", True)
    with desk.desk.database.reading() as session:
        assert session.get_one(OrganisationRow, company).number is None
        told = session.scalars(select(RecordRow).where(RecordRow.type == "company.registered"))
        payloads = [row.payload or b"" for row in told]
    assert payloads
    assert not any(b"870521" in payload for payload in payloads)
    with pytest.raises(DuplicateCompany):
        desk.companies.register(NewCompany("Annan firma", "19870521-2382"))
