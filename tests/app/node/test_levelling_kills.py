"""Killed, damaged or full between the ledger and the database: done again, or never given."""

import errno
import itertools
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any, TypeAlias

import httpx
import pytest

from app.node.__main__ import main
from app.node.keys import load_or_create
from app.node.ledger import NAME, Ledger
from app.node.ledger_entries import Ordered
from app.node.levelling import Levelled
from app.seal.payloads import ListedStatus
from tests.app.node.kept_region import KeptRegion
from tests.app.sync.breaking_line import BreakingLine, without_threads
from tests.app.sync.near_region import NearRegion

TraceFunction: TypeAlias = Callable[[FrameType, str, Any], Any]


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("where", ["keep_place", "tell_order"])
def test_killed_after_the_ledger_has_it_the_order_is_done_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    """Nobody was told that it counts; now it does."""
    region = KeptRegion(tmp_path)
    with monkeypatch.context() as broken:
        broken.setattr(f"app.node.status_orders.{where}", _killed)
        with pytest.raises(Killed):
            region.order(0, ListedStatus.REVOKED)
    region.restart()
    assert (region.node.database.levelled, region.states()) == (Levelled.BEHIND, "RVVVV")
    region.node.database.close()


def test_killed_at_any_line_an_order_is_done_or_was_never_given(tmp_path: Path) -> None:
    """Whatever the ledger has is done at the next start, whatever it has not left no trace."""
    region, line, seen = KeptRegion(tmp_path), 1, set[bool]()
    wanted = {"V": ListedStatus.SUSPENDED, "S": ListedStatus.VALID}
    while not _finishes(line, lambda: region.order(0, wanted[region.states()[0]])):
        region.restart()
        told = [one for one in region.ledger() if isinstance(one, Ordered)]
        last = told[-1].state if told else ListedStatus.VALID
        assert region.states()[0] == last[0].upper()
        seen.add(region.node.database.levelled is Levelled.BEHIND)
        line += 19
    assert seen == {True, False}
    region.node.database.close()


def test_killed_before_the_ledger_has_it_nothing_was_ordered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing half done: neither in the ledger nor in the database."""
    region = KeptRegion(tmp_path)
    before = (tmp_path / NAME).read_bytes()
    with monkeypatch.context() as broken:
        broken.setattr("app.node.ledger.Ledger.append", _killed)
        with pytest.raises(Killed):
            region.order(0, ListedStatus.REVOKED)
    region.restart()
    assert (region.states(), (tmp_path / NAME).read_bytes()) == ("VVVVV", before)
    region.node.database.close()


def test_killed_while_publishing_the_number_is_not_given_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R60: whoever may have seen that list is not shown another one of its number."""
    region = KeptRegion(tmp_path)
    first = region.published().sequence
    region.revoke(0)
    with monkeypatch.context() as broken:
        broken.setattr("app.node.publication.sign_status_bundle", _killed)
        with pytest.raises(Killed):
            region.published()
    region.restart()
    assert (region.published().sequence, region.states()) == (first + 2, "RVVVV")
    region.node.database.close()


def test_a_damaged_ledger_stops_the_node_in_words_until_it_is_mended(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is safe and what to do, in both languages; then every sound line counts on."""
    region = KeptRegion(tmp_path)
    region.order(0, ListedStatus.REVOKED)
    region.revoke(1)
    region.published()
    region.keep()
    region.node.database.close()
    place = tmp_path / NAME
    lines = place.read_bytes().splitlines(keepends=True)
    lines[1] = os.urandom(40).hex().encode() + b"\n"
    place.write_bytes(b"".join(lines))
    assert (main(["--folder", str(tmp_path), "rebuild"]), main([*_at(tmp_path), "ledger"])) == (
        1,
        1,
    )
    said = capsys.readouterr().err
    assert said.count("skadad på rad 2") == said.count("damaged on line 2") == 2
    assert "orörda" in said
    assert "--mend" in said
    assert main([*_at(tmp_path), "ledger", "--mend"]) == 0
    assert "1 skadade är bortlagda" in capsys.readouterr().out
    region.restart()
    assert region.states() == "RRVVV"
    region.node.database.close()
    assert main([*_at(tmp_path), "ledger"]) == 0
    said = capsys.readouterr().out
    assert "alla äkta" in said
    assert "final 1" in said
    assert "order 1" in said
    assert not [name for name in (b"Eva", b"Karin", b"Maria") if name in place.read_bytes()]


def _at(folder: Path) -> list[str]:
    return ["--folder", str(folder)]


def test_a_ledger_damaged_or_without_room_while_the_node_serves_acknowledges_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """503, so that the desks come again; nothing is published of which the ledger has no word."""
    load_or_create(tmp_path, "Nod Jönköping", "intyga.example")
    served = NearRegion(tmp_path)
    without_threads(monkeypatch)
    line, place = BreakingLine(lambda: served.app, {}), tmp_path / NAME
    with httpx.Client(transport=line, base_url="http://node") as desk:
        with monkeypatch.context() as full:
            full.setattr("app.node.ledger.os.fsync", _no_room)
            assert desk.get("/status/bundle").status_code == 503
        assert desk.get("/status/bundle").status_code == 200
        sound = place.read_bytes()
        place.write_bytes(sound + b"something else\n")
        assert desk.get("/status/bundle").json()["code"] == "database_away"
        place.write_bytes(sound)
        assert desk.get("/status/bundle").status_code == 200
    assert len(Ledger(tmp_path, served.keys.node).entries()) == 1
    served.stop()


def _no_room(_file: int) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def _finishes(line: int, act: Callable[[], None]) -> bool:
    """Whether it does, killed at its line of this number within the node's own code."""
    left = itertools.count(line, -1)

    def trace(frame: FrameType, event: str, _given: object) -> TraceFunction | None:
        if "/app/node/" not in frame.f_code.co_filename:
            return None
        if event == "line" and next(left) == 0:
            raise Killed
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        act()
    except Killed:
        return False
    finally:
        sys.settrace(before)
    return True


def _killed(*_: object, **_named: object) -> None:
    raise Killed
