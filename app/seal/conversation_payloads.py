"""Record of a guided conversation that was held: its values; never a note or a name."""

from datetime import date

from app.seal.payload_form import Id, Payload


class ConversationHeld(Payload, frozen=True):
    """What a company answered, by question id on the scale 1–4, and where each theme stands.

    `guide_hash` in hex: the version asked; `themes`: means in permille of a step, those with too
    few answers left out; `skipped`: question ids; `number` counts the company's conversations.
    People as needed in the company's roles, by numbers alone.
    """

    conversation: Id
    company: Id
    guide: str
    version: str
    guide_hash: str
    number: int
    day: date
    levels: dict[str, int]
    themes: dict[str, int]
    skipped: tuple[str, ...] = ()
    participants: int = 0
    steps: int = 0
    roles: int = 0
    people_now: int = 0
    people_in_one: int = 0
    people_in_three: int = 0
    people_lacking: int = 0
    critical_roles: int = 0
    roles_at_risk: int = 0
