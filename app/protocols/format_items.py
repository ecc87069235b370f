"""`items/<area-id>.yaml`: families of equivalent items, written out or as a template with rows."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from app.domain.protocol import ItemKind
from app.protocols.format_words import BothText, Line, PicturePath, Slug, Words

Points = Annotated[int, Meta(ge=1, le=10)]


class OptionFile(Struct, forbid_unknown_fields=True, frozen=True):
    """One option; a plain text is the same in both languages (a lone decimal gets its comma).

    `slip`: what somebody thinks who chooses this wrong one, for the debrief. It never reaches the
    candidate's screen (R22). Left out of the canonical form where there is none.
    """

    id: Annotated[str, Meta(pattern=r"^[a-z0-9]+$", max_length=8)]
    text: BothText | Words
    slip: BothText | UnsetType = UNSET


class TemplateFile(Struct, forbid_unknown_fields=True, frozen=True):
    """An item whose texts, key and value may hold `{name}`, filled from each row.

    SINGLE and MULTIPLE: `key` lists option ids; ORDER: all ids in the right order; MATCH: one
    `left=right` for every option, `targets` being the right side; NUMERIC: `value`, `tolerance`
    (limits included) and `unit` instead of options and key.
    """

    kind: ItemKind
    stem: BothText
    why: BothText
    points: Points = 1
    options: tuple[OptionFile, ...] = ()
    targets: tuple[OptionFile, ...] = ()
    key: tuple[str, ...] = ()
    value: str | None = None
    tolerance: str = "0"
    unit: Annotated[str, Meta(max_length=20)] = ""
    hint: BothText | None = None
    picture: PicturePath | None = None
    picture_text: BothText | None = None


class ItemFile(TemplateFile, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """One item as the candidate meets it; the fields are those of a template without places."""

    id: Slug


class FamilyFile(Struct, forbid_unknown_fields=True, frozen=True):
    """Equivalent items, of which a test never holds two: `items`, or `template` with `rows`.

    A row has an `id` and a value for every `{name}`: plain, or {sv, en}. Decimals are written
    with a point and shown with a comma in Swedish.
    """

    id: Slug
    items: tuple[ItemFile, ...] = ()
    template: TemplateFile | None = None
    rows: tuple[dict[Line, BothText | str], ...] = ()


class ItemsFile(Struct, forbid_unknown_fields=True, frozen=True):
    """`items/<area-id>.yaml`; `area` repeats the file's name."""

    area: Slug
    families: tuple[FamilyFile, ...]
