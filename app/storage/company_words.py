"""What a desk alone has written of companies and that names an erased person (R53)."""

from collections.abc import Collection
from dataclasses import replace
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.company_measure import WORDS_GONE, is_named
from app.domain.conversation import ChosenStep
from app.storage.tables import CompanyRow, ConversationAnswerRow, ConversationRow


def forget(session: Session, names: Collection[str]) -> None:
    """Contact persons, who took part in a conversation, who can take over a role, and notes.

    Nothing of it is in any record, so no other desk and no node has it.
    """
    if not names:
        return
    left = partial(_left, names=names)
    for card in session.scalars(select(CompanyRow)):
        if is_named(card.contact, names):
            card.contact = card.email = ""
        card.note = left(card.note)
    for talk in session.scalars(select(ConversationRow)):
        talk.participants = tuple(
            replace(one, name="") if is_named(one.name, names) else one for one in talk.participants
        )
        talk.roles = tuple(replace(one, successors=left(one.successors)) for one in talk.roles)
        talk.steps = tuple(_step(one, names) for one in talk.steps)
    for answer in session.scalars(select(ConversationAnswerRow)):
        answer.note, answer.skipped = left(answer.note), left(answer.skipped)
    session.flush()


def _step(step: ChosenStep, names: Collection[str]) -> ChosenStep:
    said = _left(step.text, names=names), _left(step.responsible, names=names)
    return replace(step, text=said[0], responsible=said[1])


def _left(words: str, *, names: Collection[str]) -> str:
    return WORDS_GONE if is_named(words, names) else words
