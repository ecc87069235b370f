"""What the room of registers can be asked to show besides one entry: something new to file."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Contest:
    """A reconsideration to file about this case."""

    case_id: UUID
