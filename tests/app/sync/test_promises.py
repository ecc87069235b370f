"""An erasure ordered before the node went back in silence reaches who sends of the person again."""

from pathlib import Path

import pytest

from tests.app.sync.breaking_line import BreakingLine, without_threads
from tests.app.sync.near_laptop import NearLaptop, make_template
from tests.app.sync.near_region import copied
from tests.app.sync.promises import Promises


def test_a_desk_that_sends_of_an_erased_person_is_told_though_the_node_forgot_whom_to_tell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R53 R60: the order went to the desk in a feed that a restore took back."""
    without_threads(monkeypatch)
    template = make_template(tmp_path / "made")
    region = copied(template.node, tmp_path / "node")
    line = BreakingLine(lambda: region.app, {})
    laptop = NearLaptop.copied(template.desks[0], tmp_path / "laptop", line)
    promises = Promises(region, laptop.kid)
    region.back_up()
    given = laptop.certify()
    laptop.sync()
    promises.erase(given.subject)
    promises.restore(1, [given], announced=False)
    laptop.sync()
    assert promises.erased == {given.subject}
    promises.assert_desk_forgot(laptop)
    promises.assert_kept()
    laptop.close()
    region.stop()
