"""What the region hears of the legal gender of who is validated (X4)."""

from uuid import UUID

from sqlalchemy import select

from app.domain.erasure import Erasure, ErasureStage
from app.seal.payloads import decode_payload
from app.seal.person_payloads import PersonGender
from app.storage import erasing
from app.storage.tables import RecordRow, ToldGenderRow
from app.usecases.gender_telling import tell_genders
from app.usecases.people import NewPerson
from app.workspace import Workspace
from tests.factories import official_numbers

KIND = "person.gender"


def told(desk: Workspace) -> dict[UUID, str]:
    """What the records say, of whom."""
    wanted = select(RecordRow.payload).where(RecordRow.type == KIND).order_by(RecordRow.seq)
    with desk.desk.database.reading() as session:
        found = [decode_payload(KIND, raw or b"") for raw in session.scalars(wanted)]
    assert all(isinstance(one, PersonGender) for one in found)
    pairs = [(UUID(one.person), one.gender.value) for one in found]  # type: ignore[attr-defined]
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


def test_only_who_is_validated_with_a_swedish_number_is_told_of_once(desk: Workspace) -> None:
    """X4, R55, I12: a coordination number says it too; nobody protected, no reserve, no number."""

    def validated(name: str, number: str, *, protected: bool = False) -> UUID:
        new = NewPerson(name, number, protected=protected, age_confirmed=True)
        person = desk.people.register(new)
        desk.cases.open(person, desk.cases.roles()[0].code)
        return person

    numbers = [one.personnummer for one in official_numbers()[-40:]]
    women = (one for one in numbers if int(one[-2]) % 2 == 0)
    men = (one for one in numbers if int(one[-2]) % 2)
    tell_genders(desk.desk)
    before = told(desk).keys()
    woman = validated("Eva Lund", next(women))
    man = validated("Per Lund", next(men))
    sent = validated("Aron Sand", "701063-2391")
    hidden = validated("Siv Holm", next(women), protected=True)
    validated("Reserv Person", "992004391013")
    validated("Utan Nummer", "")
    desk.people.register(NewPerson("Bara Registrerad", next(men)))
    for _ in range(2):
        tell_genders(desk.desk)
    new = {person: gender for person, gender in told(desk).items() if person not in before}
    assert new == {woman: "woman", man: "man", sent: "man"}
    desk.people.protect(hidden, is_protected=False)
    tell_genders(desk.desk)
    assert told(desk)[hidden] == "woman"


def test_what_was_told_goes_with_the_person(desk: Workspace) -> None:
    """R53: the content of the record and the row that it was told."""
    tell_genders(desk.desk)
    person, now = next(iter(told(desk))), desk.desk.clock.now()
    with desk.desk.database.transaction() as session:
        erasing.erase(session, person, Erasure(ErasureStage.ERASED, now.date()), now)
        assert session.get(ToldGenderRow, person) is None
        wanted = select(RecordRow.payload).where(RecordRow.type == KIND)
        assert None in session.scalars(wanted.where(RecordRow.subject == str(person))).all()
