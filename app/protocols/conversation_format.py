"""`guide.yaml` and `themes/<id>.yaml` of a guided conversation as structs."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from app.protocols.format import ProfileCode, Version
from app.protocols.format_words import BothText, Slug

Step = Annotated[int, Meta(ge=1, le=4)]


class GuideStepFile(Struct, forbid_unknown_fields=True, frozen=True):
    """One step of the scale all questions share; codes count 1–4 from the lowest."""

    code: Step
    name: BothText
    description: BothText


class GuideFile(Struct, forbid_unknown_fields=True, frozen=True):
    """`guide.yaml`, beside `themes/<id>.yaml`; `themes` names them in the order asked.

    `label` says whose the conversation is and what it is not.
    """

    format: Literal[1]
    code: ProfileCode
    version: Version
    name: BothText
    label: BothText
    introduction: BothText
    scale: tuple[GuideStepFile, ...]
    themes: tuple[Slug, ...]


class QuestionFile(Struct, forbid_unknown_fields=True, frozen=True):
    """A question; `steps` describe what can be seen at each step, `listen_for` and `follow_up`
    help whoever leads the conversation.
    """

    id: Slug
    text: BothText
    listen_for: BothText
    follow_up: BothText
    steps: tuple[BothText, ...]


class NextStepFile(Struct, forbid_unknown_fields=True, frozen=True):
    """A proposal for whoever stands on step `level`; `length` says how much it takes."""

    level: Step
    text: BothText
    length: BothText


class ThemeFile(Struct, forbid_unknown_fields=True, frozen=True):
    """`themes/<id>.yaml`: questions that belong together and what is proposed after them.

    `short` names the theme where there is little room, as in a picture.
    """

    id: Slug
    name: BothText
    short: BothText
    purpose: BothText
    questions: tuple[QuestionFile, ...]
    next_steps: tuple[NextStepFile, ...]


class GuideContent(Struct, forbid_unknown_fields=True, frozen=True):
    """A whole guide, what its hash is made of."""

    guide: GuideFile
    themes: tuple[ThemeFile, ...]
