"""What can be wrong with what somebody does in a guided conversation."""

from datetime import date
from uuid import UUID

from app.domain.errors import UserError


class ConversationUnfinished(UserError):
    """The company has a conversation that is not closed yet; go on with that one."""

    def __init__(self, conversation_id: UUID, day: date) -> None:
        super().__init__()
        self.conversation_id = conversation_id
        self.day = day


class ConversationLocked(UserError):
    """The conversation was held and signed on `day`: it stands as it is (I1)."""

    def __init__(self, day: date) -> None:
        super().__init__()
        self.day = day


class ConversationPaused(UserError):
    """The conversation is paused; it has to be taken up before anything is changed."""


class NobodyTakesPart(UserError):
    """A conversation needs at least one participant with a role."""


class ConversationDayWrong(UserError):
    """A conversation is held today or earlier, after the one before it, not on `day`."""

    def __init__(self, day: date) -> None:
        super().__init__()
        self.day = day


class PutOffWithoutReason(UserError):
    """A question is skipped, or a conversation paused, for a reason somebody can read later."""


class QuestionsOpen(UserError):
    """`count` questions have neither an answer nor a reason to skip them; `first`: an id."""

    def __init__(self, count: int, first: str) -> None:
        super().__init__()
        self.count = count
        self.first = first


class NextStepIncomplete(UserError):
    """A chosen next step lacks what, who or when."""

    def __init__(self, place: int) -> None:
        super().__init__()
        self.place = place


class RoleIncomplete(UserError):
    """A role has no name, stands twice, or a number that cannot be (`value`)."""

    def __init__(self, place: int, value: str) -> None:
        super().__init__()
        self.place = place
        self.value = value


class StepDayWrong(UserError):
    """A next step is done between the conversation and today, not on `day`."""

    def __init__(self, day: date) -> None:
        super().__init__()
        self.day = day
