"""Files that are cut, changed, forged, another's or none: told apart, and nothing is changed."""

import urllib.error
import urllib.request
from io import BytesIO
from pathlib import Path

import pytest

from app.domain.errors import UserError
from app.node.__main__ import now
from app.node.enrolment import Refused
from app.seal.envelope import (
    ClosingStream,
    EnvelopeCut,
    EnvelopeForAnother,
    NotAnEnvelope,
    key_to_close,
)
from app.seal.keys import SigningKey
from app.sync.bundle import (
    BUNDLE_LINE,
    BundleHead,
    NewerEnvelope,
    Piece,
    WrongDirection,
    put,
    put_head,
)
from app.sync.wire import HelloRequest
from app.usecases.bundles import BundleNotRead
from app.usecases.syncing import NotEnrolled
from app.workspace import Workspace
from tests.app.sync.bundle_files import answer, counter, read, there, write
from tests.app.sync.region import (
    Prepared,
    assert_agree,
    copied_laptop,
    hashes_at,
    write_links,
)
from tests.node_process import NodeProcess


def test_an_answer_for_another_desk_is_refused(
    prepared: Prepared, offline: Workspace, far_node: NodeProcess, tmp_path: Path
) -> None:
    """R61: whoever holds it, another computer reads nothing of it and changes nothing."""
    other = copied_laptop(prepared, tmp_path / "other")
    answered = there(offline, far_node, tmp_path)
    before = other.syncing.status()
    with pytest.raises(EnvelopeForAnother):
        read(other, answered)
    assert other.syncing.status() == before
    other.close()


def test_a_file_for_another_node_is_refused(
    offline: Workspace, far_node: NodeProcess, tmp_path: Path
) -> None:
    other = tmp_path / "elsewhere"
    write(offline, tmp_path / "ut.intyga")
    assert _refused(other, (tmp_path / "ut.intyga").read_bytes()) == "other_node"
    assert hashes_at(far_node) == []


def test_a_cut_or_changed_file_leaves_nothing_behind_on_either_side(
    offline: Workspace, far_node: NodeProcess, tmp_path: Path
) -> None:
    """R61: the stick was pulled out, or somebody turned bits: all or nothing."""
    write_links(offline, 5)
    write(offline, tmp_path / "ut.intyga")
    bundle = (tmp_path / "ut.intyga").read_bytes()
    with counter(far_node.folder) as bundles:
        for place in range(0, len(bundle), 97):
            changed = bytearray(bundle)
            changed[place] ^= 4
            for spoilt in (bytes(changed), bundle[:place], bundle + b"\0"):
                with pytest.raises(Refused):
                    bundles.answer(BytesIO(spoilt), BytesIO())
    assert hashes_at(far_node) == []
    back = answer(far_node.folder, tmp_path / "ut.intyga", tmp_path / "svar.intyga").read_bytes()
    before = offline.syncing.status()
    for place in range(0, len(back), 97):
        changed = bytearray(back)
        changed[place] ^= 4
        for spoilt in (bytes(changed), back[:place], back + b"\0"):
            (tmp_path / "spoilt.intyga").write_bytes(spoilt)
            with pytest.raises(UserError):
                read(offline, tmp_path / "spoilt.intyga")
    assert offline.syncing.status() == before
    assert read(offline, tmp_path / "svar.intyga").waiting == 0
    assert_agree(offline, far_node)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", NotAnEnvelope),
        (b"PK\3\4" + bytes(5000), NotAnEnvelope),
        (b"intyga-answer 4\n" + bytes(500), NewerEnvelope),
        (b"intyga-answer 1\n" + bytes(500), EnvelopeForAnother),
        (b"intyga-answer 1\n" + bytes(10), EnvelopeCut),
        (b"intyga-bundle 1\n" + bytes(500), WrongDirection),
    ],
)
def test_any_other_file_is_told_apart(
    offline: Workspace, tmp_path: Path, content: bytes, error: type[UserError]
) -> None:
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(error):
        read(offline, tmp_path / "x")


def test_a_stick_that_is_gone_is_told(offline: Workspace, tmp_path: Path) -> None:
    for path in (tmp_path / "none.intyga", tmp_path):
        with pytest.raises(BundleNotRead):
            read(offline, path)


def test_the_desks_own_file_is_not_its_answer(offline: Workspace, tmp_path: Path) -> None:
    write(offline, tmp_path / "ut.intyga")
    with pytest.raises(WrongDirection):
        read(offline, tmp_path / "ut.intyga")


def test_a_seal_that_is_not_enrolled_or_was_stolen_gets_no_answer(
    offline: Workspace, far_node: NodeProcess
) -> None:
    """No log-in, so the signature inside is all: unknown seals, forged heads, kids of others."""
    stranger, seal = SigningKey.generate(), offline.desk.signer.key
    with counter(far_node.folder) as bundles:
        public = bundles._keys.node.public
    assert _refused(far_node.folder, _bundle(public, stranger)) == "unknown_seal"
    assert _refused(far_node.folder, _bundle(public, seal, sender=bytes(32))) == "bundle_damaged"
    assert _refused(far_node.folder, _bundle(public, seal, to=stranger.public)) == "bundle_damaged"
    assert _refused(far_node.folder, _bundle(public, seal, piece=b"no chunk")) == "bundle_damaged"
    assert _refused(far_node.folder, _bundle(public, _posing(stranger, seal))) == "bundle_damaged"
    assert hashes_at(far_node) == []
    with counter(far_node.folder) as bundles:
        bundles.answer(BytesIO(_bundle(public, seal)), BytesIO())


def test_a_chunk_that_unpacks_to_hundreds_of_megabytes_is_refused_unread(
    offline: Workspace, far_node: NodeProcess
) -> None:
    import zstandard

    bomb = zstandard.ZstdCompressor(level=1).compress(bytes(2**28))
    with counter(far_node.folder) as bundles:
        public = bundles._keys.node.public
    raw = _bundle(public, offline.desk.signer.key, piece=bomb)
    assert _refused(far_node.folder, raw) == "bundle_damaged"


def test_the_practice_desk_writes_nothing(desk: Workspace, tmp_path: Path) -> None:
    with pytest.raises(NotEnrolled):
        write(desk, tmp_path / "ut.intyga")
    with pytest.raises(NotEnrolled):
        read(desk, tmp_path / "svar.intyga")


def test_the_node_takes_files_over_http_and_by_hand(
    offline: Workspace, far_node: NodeProcess, tmp_path: Path
) -> None:
    """R61: nobody logs in; what is refused is said by a stable code, and by words to a person."""
    write(offline, tmp_path / "ut.intyga")
    bundle = (tmp_path / "ut.intyga").read_bytes()
    with far_node:
        (tmp_path / "svar.intyga").write_bytes(_posted(far_node, bundle))
        with pytest.raises(urllib.error.HTTPError) as refused:
            _posted(far_node, bundle[:-1])
        assert refused.value.code == 400
        assert b'"code":"bundle_cut"' in refused.value.read()
        refused.value.close()
    assert read(offline, tmp_path / "svar.intyga").waiting == 0
    assert_agree(offline, far_node)
    write_links(offline, 1)
    write(offline, tmp_path / "ut.intyga")
    assert _by_hand(far_node, tmp_path / "ut.intyga", tmp_path / "svar.intyga") == (
        0,
        "records 1\n",
    )
    assert read(offline, tmp_path / "svar.intyga").receipts == 1
    for wrong in (tmp_path / "none", tmp_path / "svar.intyga", tmp_path):
        code, said = _by_hand(far_node, wrong, tmp_path / "annat.intyga")
        assert code == 1
        assert "Traceback" not in said
    assert not (tmp_path / "annat.intyga").exists()
    assert_agree(offline, far_node)


def _bundle(
    node_public: bytes, key: SigningKey, *, sender: bytes = b"", to: bytes = b"", piece: bytes = b""
) -> bytes:
    """A bundle as somebody hostile might make it."""
    out = BytesIO()
    stream = ClosingStream(out, key_to_close(node_public), BUNDLE_LINE)
    reply = key_to_close(SigningKey.generate().public)
    hello = HelloRequest((), 0)
    head = BundleHead(bytes(16), to or node_public, sender or stream.sender, reply, now(), hello)
    put_head(stream, key, head)
    if piece:
        put(stream, Piece.RECORDS, piece)
    put(stream, Piece.END, b"{}")
    return out.getvalue()


def _posing(key: SigningKey, other: SigningKey) -> SigningKey:
    key.kid = other.kid
    return key


def _refused(folder: Path, raw: bytes) -> str:
    with counter(folder) as bundles, pytest.raises(Refused) as refused:
        bundles.answer(BytesIO(raw), BytesIO())
    return refused.value.code


def _posted(node: NodeProcess, raw: bytes) -> bytes:
    asked = urllib.request.Request(f"{node.address}/v1/bundles", data=raw, method="POST")
    with urllib.request.urlopen(asked) as answered:
        content: bytes = answered.read()
        return content


def _by_hand(node: NodeProcess, bundle: Path, out: Path) -> tuple[int, str]:
    done = node.says("bundle", bundle, out)
    return done.returncode, done.stdout or done.stderr
