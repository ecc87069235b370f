"""A laptop and a copy of its disk name one person twice: both heard, one chosen, both follow."""

from pathlib import Path

from app.domain.conflicts import ConflictKind, Keep, PersonField
from app.usecases.conflicts import ConflictAnswer
from app.usecases.people import NewPerson
from app.workspace import Workspace
from tests.app.sync.region import sync
from tests.real_desk import PIN, RealDesk, region


def test_two_names_from_one_disk_are_chosen_between_and_followed(tmp_path: Path) -> None:
    """R57, R58: neither copy's word is lost, the fork is told, both laptops end with one name."""
    node = region(tmp_path / "region")
    first = RealDesk(tmp_path / "first", node)
    desk = first.unlock()
    person = desk.people.register(NewPerson("Karin Lindqvist", "198705212382"))
    sync(desk)
    desk.close()
    copy = first.copied(tmp_path / "copy").unlock()
    desk = first.unlock()
    desk.people.rename(person, "Karin Ek")
    copy.people.rename(person, "Karin Ekman")
    _all_sync(desk, copy)
    for laptop in (desk, copy):
        kinds = {line.kind for line in laptop.conflicts.all()}
        assert kinds == {ConflictKind.PERSON, ConflictKind.FORK}
    (names,) = [line for line in desk.conflicts.all() if line.kind is ConflictKind.PERSON]
    (fact,) = desk.conflicts.view(names.id).facts
    assert {fact.first, fact.second} == {"Karin Ek", "Karin Ekman"}
    keep = Keep.FIRST if fact.first == "Karin Ekman" else Keep.SECOND
    answer = ConflictAnswer(Keep.BOTH, "Så står det i passet.", {PersonField.NAME: keep})
    desk.conflicts.settle(names.id, answer, PIN)
    _all_sync(desk, copy)
    for laptop in (desk, copy):
        assert laptop.people.card(person).line.name == "Karin Ekman"
        assert [one.waits for one in laptop.conflicts.all()] == [False, False]
    assert "Karin Ek" in [event.detail for event in desk.people.card(person).history]
    for laptop in (desk, copy):
        laptop.close()
    node.stop()


def _all_sync(*laptops: Workspace) -> None:
    """Each in turn, twice: what one sends, the other hears."""
    for laptop in (*laptops, *laptops):
        sync(laptop)
