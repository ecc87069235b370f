"""What is typed about a conversation, cleaned and refused where it cannot stand."""

from dataclasses import replace

from app.domain.conversation import Answer, ChosenStep, Guide, Participant
from app.domain.conversation_errors import NobodyTakesPart, PutOffWithoutReason, RoleIncomplete
from app.domain.free_text import LONGEST_LINE, LONGEST_MEASURE, LONGEST_NOTE, clean_line, clean_text
from app.domain.needed_roles import MOST_PEOPLE, NeededRole

LONGEST_REASON = 400


def clean_answer(guide: Guide, answer: Answer) -> Answer:
    """The answer as it is kept; a level takes the place of a skip.

    Raises TextTooLong; ValueError for a level that is not on the scale, a bug of the caller.
    """
    if answer.level is not None and answer.level not in {step.code for step in guide.scale}:
        raise ValueError(answer.level)
    skipped = "" if answer.level is not None else clean_line(answer.skipped, LONGEST_REASON)
    return Answer(answer.level, skipped, clean_text(answer.note, LONGEST_NOTE).strip())


def clean_reason(reason: str) -> str:
    """Why something is put off. Raises PutOffWithoutReason, TextTooLong."""
    cleaned = clean_line(reason, LONGEST_REASON)
    if not cleaned:
        raise PutOffWithoutReason
    return cleaned


def clean_participants(participants: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Those who have a role or a name. Raises NobodyTakesPart, TextTooLong."""
    cleaned = (
        Participant(clean_line(each.role, LONGEST_LINE), clean_line(each.name, LONGEST_LINE))
        for each in participants
    )
    found = tuple(each for each in cleaned if each.role or each.name)
    if not any(each.role for each in found):
        raise NobodyTakesPart
    return found


def clean_roles(roles: tuple[NeededRole, ...]) -> tuple[NeededRole, ...]:
    """The roles as they are kept. Raises RoleIncomplete, TextTooLong."""
    cleaned = tuple(
        replace(
            role,
            name=clean_line(role.name, LONGEST_LINE),
            successors=clean_line(role.successors, LONGEST_MEASURE),
        )
        for role in roles
    )
    seen: set[str] = set()
    for place, role in enumerate(cleaned):
        if not role.name or role.name.casefold() in seen:
            raise RoleIncomplete(place, role.name)
        seen.add(role.name.casefold())
        for number in (role.now, role.in_one, role.in_three):
            if not 0 <= number <= MOST_PEOPLE:
                raise RoleIncomplete(place, str(number))
    return cleaned


def clean_steps(guide: Guide, steps: tuple[ChosenStep, ...]) -> tuple[ChosenStep, ...]:
    """The chosen steps as they are kept, in the order of the themes. Raises TextTooLong."""
    order = {theme.id: place for place, theme in enumerate(guide.themes)}
    cleaned = (
        replace(
            step,
            text=clean_line(step.text, LONGEST_MEASURE),
            responsible=clean_line(step.responsible, LONGEST_LINE),
        )
        for step in steps
    )
    return tuple(sorted(cleaned, key=lambda step: order[step.theme]))
