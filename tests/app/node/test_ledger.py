"""The ledger beside the keys: chained, signed, shared, and nothing in it is lost or believed."""

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.node.ledger import NAME, Ledger, LedgerDamaged
from app.node.ledger_entries import Final, Numbers
from app.node.ledger_mending import COPY, begin_anew, copy_out, merge_copy, read_sound
from app.seal.keys import SigningKey
from app.seal.payloads import ListedStatus

KEY = SigningKey.generate()
AT = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)
REVOKED = Final(b"certificat", b"12345678", 7, ListedStatus.REVOKED)


def numbers(*sequences: int) -> list[Numbers]:
    """Published lists."""
    return [Numbers(sequence, AT) for sequence in sequences]


def written(folder: Path, *sequences: int) -> Path:
    """A ledger that holds these."""
    Ledger(folder, KEY).append(numbers(*sequences))
    return folder / NAME


def test_what_one_process_writes_another_reads_and_goes_on_from(tmp_path: Path) -> None:
    """Each fact once, whoever writes it; the file is for the owner only."""
    one, other = Ledger(tmp_path, KEY), Ledger(tmp_path, KEY)
    one.append([REVOKED])
    assert other.append([REVOKED, *numbers(1)]).lines == 2
    assert one.entries() == other.entries() == (REVOKED, *numbers(1))
    assert one.standing() == other.standing() == Ledger(tmp_path, KEY).standing()
    assert one.place.stat().st_mode & 0o777 == 0o600


def test_many_writing_at_once_make_one_chain(tmp_path: Path) -> None:
    """The file lock holds between any two that opened it."""
    workers = [
        threading.Thread(target=written, args=(tmp_path, *range(start, 200, 4)))
        for start in range(1, 5)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    found = Ledger(tmp_path, KEY).entries()
    assert sorted(found, key=lambda one: one.sequence) == numbers(*range(1, 200))
    assert read_sound(tmp_path / NAME, KEY.public).damaged == ()


def test_a_last_line_cut_at_any_byte_is_cut_off_and_written_again(tmp_path: Path) -> None:
    """As after a crash, also where the length came to the disk and the bytes did not."""
    place = written(tmp_path, 1, 2)
    whole = place.read_bytes()
    first = whole.index(b"\n") + 1
    for end in (*range(first, len(whole), 17), len(whole) - 1):
        for left in (whole[:end], whole[:end] + b"\0" * (len(whole) - 1 - end) + b"\n"):
            place.write_bytes(left)
            found = Ledger(tmp_path, KEY)
            assert found.entries() in {tuple(numbers(1)), tuple(numbers(1, 2))}
            assert found.append(numbers(2)).lines == 2
            assert place.read_bytes() == whole


@pytest.mark.parametrize("line", [1, 2, 3])
def test_a_changed_line_is_refused_and_named(tmp_path: Path, line: int) -> None:
    """Also by whoever has read it before, and whatever comes after it."""
    place = written(tmp_path, 1, 2, 3)
    lines = place.read_bytes().splitlines(keepends=True)
    lines[line - 1] = lines[line - 1].replace(b'"sequence":', b'"sequence":9')
    place.write_bytes(b"".join(lines))
    with pytest.raises(LedgerDamaged) as refused:
        Ledger(tmp_path, KEY).entries()
    assert refused.value.line in {line, line + 1}
    with pytest.raises(LedgerDamaged):
        Ledger(tmp_path, KEY).append(numbers(4))
    assert read_sound(place, KEY.public).damaged == (line,)


def test_a_line_taken_out_or_another_nodes_ledger_is_refused(tmp_path: Path) -> None:
    """The chain and the key."""
    place = written(tmp_path, 1, 2, 3)
    lines = place.read_bytes().splitlines(keepends=True)
    place.write_bytes(lines[0] + lines[2])
    with pytest.raises(LedgerDamaged):
        Ledger(tmp_path, KEY).entries()
    place.write_bytes(b"".join(lines))
    with pytest.raises(LedgerDamaged):
        Ledger(tmp_path, SigningKey.generate()).entries()


def test_mending_keeps_every_sound_line_and_sets_the_old_file_aside(tmp_path: Path) -> None:
    """Lines after the damage too, and those of a copy."""
    place = written(tmp_path, 1, 2, 3)
    copied = tmp_path / "copied"
    copied.mkdir()
    copy_out(tmp_path, copied)
    place.write_bytes(place.read_bytes().replace(b'"sequence":2', b'"sequence":8'))
    aside, damaged = tmp_path / "aside", place.read_bytes()
    assert begin_anew(tmp_path, KEY, (), aside) == (2, 1)
    assert (Ledger(tmp_path, KEY).entries(), aside.read_bytes()) == (
        tuple(numbers(1, 3)),
        damaged,
    )
    assert merge_copy(tmp_path, copied, KEY) == 1
    assert set(Ledger(tmp_path, KEY).entries()) == set(numbers(1, 2, 3))


def test_a_copy_never_takes_the_place_of_a_longer_one(tmp_path: Path) -> None:
    """It joins: what either knows is known."""
    copies, node = tmp_path / "copies", tmp_path / "node"
    for folder in (copies, node):
        folder.mkdir()
    written(node, 1, 2)
    copy_out(node, copies)
    written(node, 3)
    assert merge_copy(node, copies, KEY) == 0
    (node / NAME).unlink()
    written(node, 9)
    copy_out(node, copies)
    assert len(list(copies.glob(f"{COPY}*"))) == 2
    assert merge_copy(node, copies, KEY) == 2
    assert set(Ledger(node, KEY).entries()) == set(numbers(1, 2, 9))


def test_no_room_leaves_the_ledger_as_it_was(tmp_path: Path) -> None:
    """The act does not count then, and the next one finds its place."""
    import resource

    place = written(tmp_path, 1)
    before, ledger = place.read_bytes(), Ledger(tmp_path, KEY)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 50, hard))
        with pytest.raises(OSError, match="too large"):
            ledger.append(numbers(2))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert place.read_bytes() == before
    assert ledger.append(numbers(2)).lines == 2


def test_a_ledger_that_is_gone_while_it_is_used_is_begun_anew(tmp_path: Path) -> None:
    """What is in memory is not taken for what is on the disk."""
    place, ledger = written(tmp_path, 1), Ledger(tmp_path, KEY)
    assert len(ledger.entries()) == 1
    place.unlink()
    assert ledger.entries() == ()
    assert ledger.append(numbers(2)).lines == 1
