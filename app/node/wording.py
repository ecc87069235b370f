"""The words of the node's pages in both languages, gathered from the slices' modules."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.text import Language, Text
from app.node import (
    wording_door,
    wording_exports,
    wording_funding,
    wording_picture,
    wording_review,
    wording_sample,
)

_WORDS = {
    "overview": Text("Översikt", "Overview"),
    "cases": Text("Ärenden", "Cases"),
    "certificates": Text("Bevis", "Certificates"),
    "people": Text("Personer", "People"),
    "records": Text("Poster", "Records"),
    "held": Text("{n} sparade men inte visade", "{n} kept but not shown"),
    "newest": Text("de {n} nyaste", "the newest {n}"),
    "hidden": Text("Skyddad", "Protected"),
    "erased": Text("Raderad", "Erased"),
    "accredited_to": Text("Ackrediterad till {day}", "Accredited to {day}"),
    "missing": Text(
        "{n} poster saknas mitt i det som kom. Saknas de efter nästa synk har datorn dem inte "
        "kvar: de kan finnas i en säkerhetskopia av den.",
        "{n} records are missing amid what came. If they still are after the next sync, the "
        "laptop no longer has them: a backup of it may.",
    ),
    "by_state": Text("Ärenden efter läge", "Cases by state"),
    "running": Text("Pågående ärenden", "Cases under way"),
    "laptops": Text("Bedömare och datorer", "Assessors and laptops"),
    "number": Text("Bevisnummer", "Certificate number"),
    "name": Text("Namn", "Name"),
    "role": Text("Roll", "Role"),
    "kind": Text("Slag", "Kind"),
    "issued": Text("Utfärdat", "Issued"),
    "valid_to": Text("Gäller till", "Valid to"),
    "centre": Text("Testcenter", "Test centre"),
    "assessor": Text("Bedömare", "Assessor"),
    "state": Text("Läge", "State"),
    "reason": Text("Skäl", "Reason"),
    "profile": Text("Profil", "Profile"),
    "touched": Text("Senast ändrat", "Last changed"),
    "export": Text("Hämta", "Download"),
    "shared": Text(
        "{n} bevis har samma plats i statuslistan som ett annat, sedan en dator har kopierats. De "
        "är stoppade tills bedömaren har ersatt dem med nya. Ring bedömaren om det dröjer.",
        "{n} certificates have the same place in the status list as another, since a laptop was "
        "copied. They are stopped until the assessor has replaced them. Call if it takes long.",
    ),
    "no_certificates": Text(
        "Inga bevis än. De kommer hit när en bedömares dator når nätet.",
        "No certificates yet. They come here when an assessor's laptop meets the network.",
    ),
    "closed": Text("Den här sidan är för samordnare", "This page is for coordinators"),
    "opened": Text("Öppnade", "Opened"),
    "decided": Text("Beslutade", "Decided"),
    "debriefed": Text("Återkopplade", "Debriefed"),
    "certified": Text("Med bevis", "Certified"),
    "cancelled": Text("Avbokade", "Cancelled"),
    "no_show": Text("Kom inte", "No-shows"),
    "aborted": Text("Avbrutna", "Aborted"),
    "lapsed": Text("Förfallna", "Lapsed"),
    "registers": Text("Register", "Registers"),
    "reconsideration": Text("Omprövningar", "Reconsiderations"),
    "appeal": Text("Överklaganden", "Appeals"),
    "complaint": Text("Klagomål", "Complaints"),
    "deviation": Text("Avvikelser", "Deviations"),
    "full": Text("Kompetensbevis", "Certificate"),
    "partial": Text("Delbevis", "Partial certificate"),
    "statement": Text("Intyg", "Statement"),
    "valid": Text("Gäller", "In force"),
    "suspended": Text("Stoppat", "Suspended"),
    "revoked": Text("Återkallat", "Revoked"),
    "replaced": Text("Ersatt", "Replaced"),
    "requested": Text("Väntar på ackreditering", "Awaiting accreditation"),
    "active": Text("Ackrediterad", "Accredited"),
    "withdrawn": Text("Indragen", "Withdrawn"),
    "compromised": Text("Spärrad", "Blocked"),
    "outcome": Text("Utfall", "Outcome"),
    "person": Text("Person", "Person"),
}


def _gathered(*parts: Mapping[str, Text]) -> dict[str, Text]:
    """All of them; a key that two say differently is a bug and raises KeyError."""
    found: dict[str, Text] = {}
    for part in parts:
        if twice := [key for key in part if found.get(key, part[key]) != part[key]]:
            raise KeyError(*twice)
        found |= part
    return found


_ALL = _gathered(
    _WORDS,
    wording_door.WORDS,
    wording_funding.WORDS,
    wording_review.WORDS,
    wording_exports.WORDS,
    wording_picture.WORDS,
    wording_sample.WORDS,
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words in one language, by key; KeyError for an unknown one."""

    language: Language

    def __getitem__(self, key: str) -> str:
        return _ALL[key].in_language(self.language)

    def __contains__(self, key: object) -> bool:
        """Whether there is such a key."""
        return key in _ALL

    def get(self, key: str, otherwise: str) -> str:
        """The words, or `otherwise` where there is no such key."""
        found = _ALL.get(key)
        return otherwise if found is None else found.in_language(self.language)

    def counted(self, key: str, n: int, **more: object) -> str:
        """The words with a number, and whatever else stands in braces."""
        return self[key].format(n=n, **more)


def words(language: Language) -> Words:
    """The words of the pages in `language`."""
    return Words(language)
