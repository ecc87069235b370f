"""People found, as rows, with the letters sought marked."""

import unicodedata
from functools import lru_cache
from uuid import UUID

from app.domain.erasure import erasure_in
from app.usecases.person_finding import SearchHits
from app.usecases.person_lines import PersonLine
from ui.figures import iso_day
from ui.language import language, marked, tr
from ui.models.case_words import standing_state
from ui.models.erased_words import short_name
from ui.models.rows import Cell, RowsModel
from ui.widgets.cells import CellState, Matches, matches

_OWN_LETTERS = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i"}


class PeopleRows(RowsModel[PersonLine]):
    """Name, birth date, company, role, standing."""

    heads = (
        marked("Namn"),
        marked("Född"),
        marked("Företag"),
        marked("Roll"),
        marked("Läge"),
    )
    _sought: tuple[str, ...] = ()

    def show_hits(self, hits: SearchHits) -> None:
        """Show what a search found."""
        self._sought = hits.words
        self.show_rows(hits.lines)

    def cell(self, row: PersonLine, column: int) -> Cell:
        """What stands in a cell; of a protected person only that they are protected."""
        match column:
            case 0 if row.protected and not row.name:
                return Cell(state=CellState("lock", "neutral", tr("Skyddad person")))
            case 0 if erasure_in(row.name):
                return Cell(state=CellState("trash", "neutral", short_name(row.name)))
            case 0:
                return Cell(row.name, key=True, matches=self._matches(row.name))
            case 1:
                return Cell(iso_day(row.birth_date) if row.birth_date else "")
            case 2:
                return Cell(row.employer, matches=self._matches(row.employer))
            case 3:
                return Cell(row.role.in_language(language()) if row.role else "")
            case _:
                return Cell(state=standing_state(row.standing) if row.standing else None)

    def id_of(self, row: PersonLine) -> UUID:
        """The person."""
        return row.id

    def _matches(self, text: str) -> Matches:
        return matches(text, self._sought, bare)


def bare(text: str) -> str:
    """`text` without case and accents, letter for letter, so that places stay the same."""
    return "".join(_bare_letter(letter) for letter in text)


@lru_cache(maxsize=1024)
def _bare_letter(letter: str) -> str:
    folded = unicodedata.normalize("NFKD", letter.casefold())
    kept = "".join(one for one in folded if not unicodedata.combining(one))
    kept = _OWN_LETTERS.get(kept, kept)
    return kept if len(kept) == 1 else letter
