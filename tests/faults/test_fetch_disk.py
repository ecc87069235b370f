"""No room for a package the region published: everything else goes on, it comes when there is."""

import shutil
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.node.database import NodeDatabase
from app.node.keys import load_or_create
from app.node.protocols import Protocols
from tests.app.node import region_packages
from tests.app.sync.region import sync, write_links
from tests.app.usecases.protocol_packages import more_time
from tests.real_desk import RealDesk, region

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="small file systems on Linux")
LEFT = 224 * 1024
"""Enough for records and receipts, less than a piece of the package."""


def test_a_disk_without_room_for_a_package_keeps_nothing_else_back(
    small_disk: Path, tmp_path: Path
) -> None:
    """R59, R62: what is signed is sent and said to be, the desk is sound, the file comes later."""
    node = region(tmp_path / "node")
    made = RealDesk(small_disk / "home", node)
    laptop = made.unlock()
    sync(laptop)
    keys = load_or_create(node.folder, "", "")
    database = NodeDatabase(f"sqlite:///{node.folder / 'node.db'}")
    package = region_packages.write(keys, tmp_path, "1.9.0", date.today(), more_time)
    Protocols(database, keys, lambda: datetime.now(UTC)).publish(package)
    database.close()
    write_links(laptop, 1)
    laptop.close()  # what was written while it was founded leaves no room of its own behind
    laptop = made.unlock()
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"\0" * (shutil.disk_usage(small_disk).free - LEFT))
    assert sync(laptop).lacking == 0
    status = laptop.syncing.status()
    assert (status.waiting, status.coming) == (0, 1)
    ballast.unlink()
    sync(laptop)
    assert laptop.syncing.status().coming == 0
    assert {line.version for line in laptop.cases.roles()} >= {"1.9.0"}
    assert laptop.desk.database.is_sound()
    laptop.close()
    node.stop()
