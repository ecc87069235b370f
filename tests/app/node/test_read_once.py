"""What a page asks for twice is read once; a unit that writes always reads anew."""

from pathlib import Path

from app.node.database import NodeDatabase
from app.node.read_once import read_once


def test_a_page_reads_once_and_a_unit_that_writes_each_time(tmp_path: Path) -> None:
    """What is kept goes with its unit: the next one sees what has come since."""
    database = NodeDatabase(f"sqlite:///{tmp_path / 'node.db'}")
    asked: list[str] = []

    def read() -> int:
        asked.append("read")
        return len(asked)

    with database.reading() as session:
        assert [read_once(session, "one", read) for _ in range(2)] == [1, 1]
        assert read_once(session, "another", read) == 2
    with database.reading() as session:
        assert read_once(session, "one", read) == 3
    with database.transaction() as session:
        assert [read_once(session, "one", read) for _ in range(2)] == [4, 5]
    database.close()
