"""The practice desk's people: invented ordinary names, official test numbers, some booked."""

from datetime import date, datetime, time, timedelta

from app.usecases.cases import Cases
from app.usecases.desk import Desk
from app.usecases.people import NewPerson, People

MACHINIST, WELDER = "CNC-1", "SVE-1"
_COMPANIES = ("Hällsjö Mekaniska AB", "Granviks Plåt AB", "Ekhults Formteknik AB")

_PEOPLE = (
    ("Karin Lindqvist", "198705212382", 0),
    ("Magnus Lindahl", "197103011032", 0),
    ("Eva Lindström", "196108283166", 1),
    ("Johan Lindgren", "199006022397", 1),
    ("Anna Lindblad", "199107172380", 2),
    ("Lars Berglind", "195711212893", 2),
    ("Mikael Åberg", "198101079294", 0),
    ("Gunilla Björk", "195712302842", 1),
    ("Linnea Wallin", "199705162387", 0),
    ("Viktor Hansson", "200001022391", 2),
    ("Jonas Ekström", "197605092399", 0),
    ("Peter Öberg", "197810162391", 1),
    ("Fredrik Nyberg", "197912212391", 2),
    ("Daniel Sjögren", "198007092391", 0),
    ("Andreas Holm", "198209032393", 1),
    ("Tomasz Wójcik", "198601102398", 1),
    ("Marko Petrović", "198811042392", 2),
    ("Ali Hosseini", "199212292396", 0),
    ("Erik Forsberg", "199303232392", 2),
    ("Helena Bergström", "197801022380", 1),
    ("Sofia Lundgren", "198003012385", 2),
    ("Maria Łukasik", "198506272387", 0),
    ("Fatima Rahimi", "199102212389", 1),
    ("Ida Axelsson", "199807072385", 2),
)

_TODAY = (
    (0, time(8, 0), MACHINIST),
    (6, time(9, 30), MACHINIST),
    (8, time(11, 0), MACHINIST),
    (3, time(13, 15), MACHINIST),
    (10, time(14, 45), WELDER),
)
_LATER = (
    (4, 1, time(7, 30)),
    (13, 1, time(9, 0)),
    (15, 1, time(13, 0)),
    (17, 2, time(8, 0)),
    (19, 2, time(10, 30)),
    (21, 3, time(9, 0)),
)


def fill(desk: Desk) -> None:
    """Register the people and book some of them, as an assessor would."""
    people, cases, now = People(desk), Cases(desk), desk.clock.now()
    ids = [
        people.register(NewPerson(name, number, employer=_COMPANIES[company]))
        for name, number, company in _PEOPLE
    ]
    for person, at, profile in _TODAY:
        cases.open(ids[person], profile, datetime.combine(now.date(), at, now.tzinfo))
    for person, working_days, at in _LATER:
        day = _working_day(now.date(), working_days)
        cases.open(ids[person], MACHINIST, datetime.combine(day, at, now.tzinfo))


def _working_day(day: date, after: int) -> date:
    """The day that is `after` working days after `day`."""
    while after:
        day += timedelta(days=1)
        after -= day.weekday() < 5
    return day
