"""Who takes part in a demo region: invented ordinary names, companies, official test numbers."""

import csv
import random
from dataclasses import dataclass
from datetime import date

from app.paths import demo_folder

CENTRES = (
    ("Testcenter Värnamo", "Maria Sandberg", 4107, ("CNC-1", "SVE-1")),
    ("Testcenter Lagadalen", "Per Nyström", 4112, ("CNC-1",)),
    ("Testcenter Åsbo", "Elin Sjöberg", 4120, ("CNC-1", "SVE-1")),
    ("Testcenter Norrån", "Olof Hedberg", 4098, ("SVE-1",)),
    ("Testcenter Vetlanda", "Sara Ekdahl", 4131, ("CNC-1",)),
    ("Testcenter Älmhult", "Mikael Strand", 4136, ("CNC-1", "SVE-1")),
)
"""Test centre, its assessor, the assessor's number, what is validated there."""

REVIEWERS = (
    *("Karin Lindmark", "Johan Törnqvist", "Eva Ståhl", "Anders Melin", "Lena Frisk"),
    "Nils Apelgren",
)
"""Who reviews at each of them, numbered after the assessor."""

_BEGUN = (
    *("Hällsjö", "Granvik", "Ekhult", "Vaggby", "Lagan", "Norrån", "Åsbo", "Björkshult"),
    *("Kärda", "Sävsberg", "Hindås", "Forsheda", "Tallberga", "Målskog", "Ryaby", "Stenbro"),
)
_TRADES = ("Mekaniska", "Plåt", "Formteknik", "Svets", "Precision", "Industri")
_MEN = (
    *("Erik", "Lars", "Karl", "Anders", "Johan", "Per", "Nils", "Jan", "Mikael", "Peter"),
    *("Fredrik", "Daniel", "Ali", "Mohammed", "Tomasz", "Marko", "Henrik", "Gustav", "Oskar"),
    *("Viktor", "Jonas", "Stefan", "Magnus", "Tobias", "Robert", "Emil", "Ahmad", "Goran"),
)
_WOMEN = (
    *("Anna", "Maria", "Karin", "Eva", "Kristina", "Lena", "Emma", "Sara", "Ida", "Jenny"),
    *("Helena", "Linnea", "Fatima", "Amina", "Sofia", "Elin", "Ulrika", "Camilla", "Johanna"),
    *("Malin", "Annika", "Agnieszka", "Leila", "Hanna", "Gunilla", "Ewa", "Petra", "Tove"),
)
_LAST = (
    *("Andersson", "Johansson", "Karlsson", "Nilsson", "Eriksson", "Larsson", "Olsson"),
    *("Persson", "Svensson", "Gustafsson", "Pettersson", "Jonsson", "Hansson", "Bengtsson"),
    *("Lindberg", "Lindqvist", "Lindgren", "Lindström", "Berg", "Bergström", "Sandberg"),
    *("Sjöberg", "Forsberg", "Holm", "Holmgren", "Ek", "Ekström", "Wallin", "Björk", "Åberg"),
    *("Öberg", "Nyström", "Hedlund", "Sundin", "Norberg", "Ahlin", "Hjelm", "Palm", "Sund"),
    *("Hosseini", "Rahimi", "Yildiz", "Kovačević", "Nowak", "Wójcik", "Ali", "Haddad", "Petrović"),
)


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person of the demo: a name, an official test number, where they work, what they can.

    `skill`: 0 to 1, how sure they are of their trade; `weak`: how many areas they are weak in.
    """

    name: str
    number: str
    company: str
    profile: str
    skill: float
    weak: int
    is_protected: bool = False


def companies(chance: random.Random, count: int) -> list[str]:
    """So many names that no company is known to have, in a stable order."""
    names = [f"{begun} {trade} AB" for begun in _BEGUN for trade in _TRADES]
    chance.shuffle(names)
    return names[:count]


def people(chance: random.Random, count: int, centre: int) -> list[Somebody]:
    """The people of one centre, its companies' after each other, as groups are sent."""
    profiles = CENTRES[centre][3]
    numbers = _numbers()[centre :: len(CENTRES)]
    firms = companies(random.Random(centre), 12)[: max(2, count // 14)]
    found: list[Somebody] = []
    while len(found) < count:
        firm, profile = chance.choice(firms), chance.choice(profiles)
        for _ in range(min(chance.choice((3, 6, 9, 14, 20)), count - len(found))):
            found.append(_somebody(chance, numbers[len(found)], firm, profile))
    return found


def most_people() -> int:
    """How many a region may have: as many as there are test numbers for all centres."""
    return len(_numbers()) // len(CENTRES) * len(CENTRES)


def _somebody(
    chance: random.Random, number: tuple[str, str], company: str, profile: str
) -> Somebody:
    digits, sex = number
    first = chance.choice(_WOMEN if sex == "woman" else _MEN)
    return Somebody(
        name=f"{first} {chance.choice(_LAST)}",
        number=digits,
        company=company,
        profile=profile,
        skill=min(1.0, chance.betavariate(9, 2)),
        weak=chance.choice((0, 0, 0, 0, 0, 1, 1, 2, 3)),
        is_protected=chance.random() < 0.004,
    )


def _numbers() -> list[tuple[str, str]]:
    """The test numbers of people of working age, mixed in one way only; the Tax Agency's, CC0."""
    path = demo_folder() / "test_persons.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [
            (row["personnummer"], row["sex"])
            for row in csv.DictReader(file)
            if 1960 <= date.fromisoformat(row["birth_date"]).year <= 2005
        ]
    random.Random("numbers").shuffle(rows)
    return rows
