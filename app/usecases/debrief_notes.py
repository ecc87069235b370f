"""The assessor's own notes for the talk, per area, kept beside the plan and never signed."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from app.storage import cases as rows
from app.storage.tables import PlanRow


def read_notes(row: PlanRow | None) -> Mapping[str, str]:
    """Area id → note; only areas that have one."""
    return {} if row is None else msgspec.json.decode(row.notes, type=dict[str, str])


def keep_note(session: Session, case_id: UUID, area: str, note: str, now: datetime) -> None:
    """Keep the note of one area; an empty one is taken away."""
    row = rows.plan(session, case_id)
    if row is None:
        row = PlanRow(case_id=case_id, measures=b"[]", comment="", notes=b"{}", saved=now)
        session.add(row)
    notes = {**read_notes(row), area: note}
    row.notes = msgspec.json.encode({key: text for key, text in notes.items() if text.strip()})
    row.saved = now
