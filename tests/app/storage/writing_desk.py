"""A process that saves answers one after another and says each number only when it is saved."""

import sys
from pathlib import Path

from app.storage import desk_facts
from app.storage.errors import DiskFull
from app.storage.upgrade import open_desk
from tests.stored_desk import KEY


def main() -> None:
    """`FILE FIRST SIZE`: answers of SIZE characters from number FIRST on, for ever."""
    file, number, size = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    database = open_desk(file, KEY)
    while True:
        try:
            with database.transaction() as session:
                desk_facts.put(session, f"answer {number}", "x" * size)
        except DiskFull:
            _say("full")
            sys.stdin.readline()
            continue
        _say(f"saved {number}")
        number += 1


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
