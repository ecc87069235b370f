"""The day the journeys begin in: a real window that can be locked and taken over."""

from tests.day import Day


def test_a_colleague_takes_the_desk_over(day: Day) -> None:
    """R51: locked by one, unlocked by another, each as themselves."""
    first = day.desk.assessor.name
    day.lock()
    day.unlock("Per Nyström")
    assert first == "Maria Sandberg"
    assert day.desk.assessor.name == "Per Nyström"
