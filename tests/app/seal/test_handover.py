"""Files between two laptops: opened by the code told by voice, by nothing else."""

from datetime import UTC, datetime

import msgspec
import pytest

from app.seal.handover import (
    MAX_FILE,
    Answer,
    Ask,
    NewerHandover,
    NotAHandover,
    WrongCode,
    new_code,
    open_content,
    seal_content,
)

CODE = "K7QM4-T2P9X"
ANSWER = Answer(b"record", b"salt", b"payload", b"public", b"statement")
ASK = Ask(
    case="c",
    person="p",
    sitting="s",
    name="Karin Lindqvist",
    protected=False,
    profile="CNC-1",
    version="1.0.0",
    protocol="00",
    areas=("a",),
    asked_by="Maria Sandberg",
    number=4107,
    centre="Testcenter",
    machine="Svarv 4",
    gauge="Mikrometer 14",
    asked=datetime(2026, 5, 4, tzinfo=UTC),
)


def test_the_code_opens_however_it_is_written() -> None:
    """R61: told by voice, typed with or without its hyphen."""
    raw = seal_content(ASK, CODE)
    for typed in (CODE, "k7qm4t2p9x", " K7QM4 T2P9X "):
        assert open_content(raw, typed, Ask) == ASK
    assert b"Karin" not in raw


def test_another_code_opens_nothing() -> None:
    raw = seal_content(ASK, CODE)
    for typed in ("K7QM4-T2P9Y", "", "å" * 500):
        with pytest.raises(WrongCode):
            open_content(raw, typed, Ask)


def test_a_changed_file_is_refused() -> None:
    raw = seal_content(ANSWER, CODE)
    file = msgspec.json.decode(raw)
    content = file["content"]
    file["content"] = content[:-6] + ("A" if content[-6] != "A" else "B") + content[-5:]
    with pytest.raises(WrongCode):
        open_content(msgspec.json.encode(file), CODE, Answer)


def test_an_answer_is_not_taken_for_a_question() -> None:
    with pytest.raises(WrongCode):
        open_content(seal_content(ANSWER, CODE), CODE, Ask)


@pytest.mark.parametrize(
    "raw",
    [b"", b"{}", b"\xff\xfe", b"%PDF-1.7", b"[" * 5000, b'{"intyga":"backup","version":9}'],
    ids=["empty", "bare", "bytes", "pdf", "deep", "other"],
)
def test_another_kind_of_file_is_refused(raw: bytes) -> None:
    with pytest.raises(NotAHandover):
        open_content(raw, CODE, Ask)


def test_a_file_too_large_is_refused_before_it_is_read() -> None:
    with pytest.raises(NotAHandover):
        open_content(b" " * (MAX_FILE + 1), CODE, Ask)


def test_a_file_of_a_newer_version_says_so() -> None:
    with pytest.raises(NewerHandover):
        open_content(b'{"intyga":"handover","version":2,"more":1}', CODE, Ask)


def test_a_content_cut_short_is_refused() -> None:
    file = msgspec.json.decode(seal_content(ANSWER, CODE))
    file["content"] = "AAAA"
    with pytest.raises(WrongCode):
        open_content(msgspec.json.encode(file), CODE, Answer)


def test_codes_are_long_enough_and_easy_to_say() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(len(code) == 11 for code in codes)
    assert not set("".join(codes)) & set("01ILOU")
