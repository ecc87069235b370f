"""What a check of the whole log can find, each in words."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from app.domain.text import Language, Text


class Finding(StrEnum):
    """What is not as it was signed, or not as the records say."""

    RECORD = "record"
    """The signed bytes are no longer those that were signed."""
    COLUMNS = "columns"
    """What the file says beside a record is not what the record says."""
    CONTENT = "content"
    """The content of a record is not the one it was signed with."""
    GAP = "gap"
    """A link of the chain is missing, or does not follow the one before it."""
    SEAL = "seal"
    """A record of a seal that this desk does not know."""
    RECEIPT = "receipt"
    """A receipt is not the node's for this record."""
    PHOTO = "photo"
    """A photo is missing or not the one that was signed for."""
    FILE = "file"
    """A certificate's kept file is not the one that was made; its issuer makes it again."""
    FILE_LEFT = "file_left"
    """The same, where whoever issued it no longer works here."""
    PERSON = "person"
    CASE = "case"
    DECISION = "decision"
    CERTIFICATE = "certificate"
    STATE = "state"
    """A certificate's state is not what the newest record of it says."""
    CHANGE = "change"
    """A signed change of a certificate is missing in its history."""
    COMPANY = "company"
    LEVELS = "levels"
    """What a company requires of a role."""
    ORDER = "order"
    """A group order, or somebody's place in it with the basis for results (R54)."""
    MEASURE = "measure"
    CONVERSATION = "conversation"
    PARTICIPATION = "participation"
    HOURS = "hours"
    UNSIGNED = "unsigned"
    """A signed thing that no record stands behind."""


DAMAGE = frozenset(
    {Finding.RECORD, Finding.COLUMNS, Finding.CONTENT, Finding.GAP, Finding.SEAL, Finding.PHOTO}
)
"""What no rebuilding mends: signed bytes themselves are at fault, or gone."""

LASTING = DAMAGE | {Finding.RECEIPT, Finding.UNSIGNED, Finding.FILE, Finding.FILE_LEFT}
"""What stays as it is when the rows are made again."""

_WORDS = {
    Finding.RECORD: Text(
        "Det signerade har ändrats och håller inte längre",
        "The signed bytes have been changed and no longer hold",
    ),
    Finding.COLUMNS: Text(
        "Filen säger något annat om posten än vad som signerades",
        "The file says something else about the record than what was signed",
    ),
    Finding.CONTENT: Text(
        "Innehållet är inte det som signerades", "The content is not what was signed"
    ),
    Finding.GAP: Text(
        "En post saknas eller hör inte ihop med den före",
        "A record is missing or does not follow the one before it",
    ),
    Finding.SEAL: Text(
        "Posten är signerad med ett sigill som inte finns här",
        "The record is signed with a seal that is not here",
    ),
    Finding.RECEIPT: Text(
        "Kvittot är inte nodens för den här posten",
        "The receipt is not the node's for this record",
    ),
    Finding.PHOTO: Text(
        "Ett foto saknas eller är inte det som signerades",
        "A photo is missing or not the one that was signed",
    ),
    Finding.FILE: Text(
        "Bevisets sparade fil är skadad. Den görs på nytt när den som utfärdade öppnar beviset",
        "The certificate's kept file is damaged. It is made again when its issuer opens it",
    ),
    Finding.FILE_LEFT: Text(
        "Bevisets sparade fil är skadad, och den som utfärdade låser inte upp här. Beviset gäller: "
        "hämta filen ur en säkerhetskopia eller av den som fått den",
        "The certificate's kept file is damaged, and its issuer does not unlock here. It holds: "
        "fetch the file from a backup or from whoever was given it",
    ),
    Finding.PERSON: Text(
        "Personens uppgifter skiljer sig från det signerade",
        "The person's facts differ from what was signed",
    ),
    Finding.CASE: Text(
        "Ärendet skiljer sig från det signerade", "The case differs from what was signed"
    ),
    Finding.DECISION: Text(
        "Beslutet skiljer sig från det signerade", "The decision differs from what was signed"
    ),
    Finding.CERTIFICATE: Text(
        "Beviset skiljer sig från det signerade", "The certificate differs from what was signed"
    ),
    Finding.STATE: Text(
        "Bevisets tillstånd skiljer sig från det signerade",
        "The certificate's state differs from what was signed",
    ),
    Finding.CHANGE: Text(
        "En signerad ändring saknas i bevisets historia",
        "A signed change is missing in the certificate's history",
    ),
    Finding.COMPANY: Text(
        "Företagets uppgifter skiljer sig från det signerade",
        "The company's facts differ from what was signed",
    ),
    Finding.LEVELS: Text(
        "Företagets krav skiljer sig från det signerade",
        "The company's requirements differ from what was signed",
    ),
    Finding.ORDER: Text(
        "Gruppordern, eller någons plats i den, skiljer sig från det signerade",
        "The group order, or somebody's place in it, differs from what was signed",
    ),
    Finding.MEASURE: Text(
        "Åtgärden i företagets plan skiljer sig från det signerade",
        "The measure in the company's plan differs from what was signed",
    ),
    Finding.CONVERSATION: Text(
        "Samtalet med företaget skiljer sig från det signerade",
        "The conversation with the company differs from what was signed",
    ),
    Finding.PARTICIPATION: Text(
        "Deltagandet skiljer sig från det signerade",
        "The participation differs from what was signed",
    ),
    Finding.HOURS: Text(
        "Månadens timmar skiljer sig från det signerade",
        "The month's hours differ from what was signed",
    ),
    Finding.UNSIGNED: Text("Ingen signerad post ligger bakom", "No signed record stands behind it"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing found; `record` its hash where one is concerned, `about` says which row."""

    finding: Finding
    record: bytes | None
    about: str = ""

    def in_words(self, language: Language) -> str:
        """What it is, which record, which row."""
        words = _WORDS[self.finding].in_language(language)
        record = self.record.hex()[:16] if self.record else ""
        return " · ".join(filter(None, (words, record, self.about)))


@dataclass(frozen=True, slots=True)
class LogVerdict:
    """What a check came to: how much was read, and everything that is not right."""

    records: int
    receipts: int
    photos: int
    differences: tuple[Difference, ...]
    files: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether nothing at all was found."""
        return not self.differences

    @property
    def is_damaged(self) -> bool:
        """Whether signed bytes themselves are at fault: nothing is made again from them."""
        return bool(damage(self.differences))

    @property
    def may_rebuild(self) -> bool:
        """Whether there are rows to make again, and what is signed is whole."""
        is_mended = any(one.finding not in LASTING for one in self.differences)
        return is_mended and not self.is_damaged


def damage(differences: Collection[Difference]) -> tuple[Difference, ...]:
    """Those of them that no rebuilding mends."""
    return tuple(one for one in differences if one.finding in DAMAGE)
