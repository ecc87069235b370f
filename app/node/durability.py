"""How far a chain is kept beyond the loss of the node's disk: the oldest backup, or a replica."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.node.backup_list import BackupList
from app.sync.wire import DurableBy, Head

_REPLICATED = text(
    "SELECT count(*) FROM pg_stat_replication"
    " WHERE state = 'streaming' AND sync_state IN ('sync', 'quorum')"
    " AND current_setting('synchronous_commit') IN ('on', 'remote_apply')"
)


class Durability:
    """Reads the node's list of backups anew each time: a backup that is gone counts no more."""

    def __init__(self, folder: Path) -> None:
        self._backups = BackupList(folder)

    def of(
        self, session: Session, heads: Sequence[Head], lacking: frozenset[tuple[bytes, bytes]]
    ) -> tuple[tuple[Head, ...], DurableBy]:
        """How far the chains that end in `heads` are durable, and by what.

        `lacking`: the chains (kid, epoch) that the node does not hold whole.
        """
        if _is_replicated(session):
            whole = (head for head in heads if (head.kid, head.epoch) not in lacking)
            return tuple(whole), "replica"
        oldest = self._backups.oldest_here()
        if oldest is None:
            return (), ""
        return _contained(self._backups.heads_of(oldest), heads), "backup"


def _is_replicated(session: Session) -> bool:
    """Whether PostgreSQL confirms a commit only when a standby has written it too."""
    if session.connection().dialect.name != "postgresql":
        return False
    return bool(session.scalar(_REPLICATED))


def _contained(file: Path, heads: Sequence[Head]) -> tuple[Head, ...]:
    found = []
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as kept:
        for head in heads:
            row = kept.execute(
                "SELECT count, hash FROM heads WHERE kid = ? AND epoch = ?", (head.kid, head.epoch)
            ).fetchone()
            if row is not None:
                found.append(Head(head.kid, head.epoch, *row))
    return tuple(found)
