"""Roots and lists as files in a folder: to verify without a desk, carried by hand or shipped."""

from collections.abc import Sequence
from pathlib import Path

from app.domain.errors import UserError
from app.seal.codes import BadSeal, BundleTooLarge, NodeNotAuthorised
from app.seal.trust import Trust

ROOTS, TRUST_LIST, STATUS = "roots.txt", "trust_list.cose", "status_bundle.cbor"


class TrustNotReadable(UserError):
    """The folder holds no roots, or a list that no root in it stands behind; `name`: the file."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


def write_trust(folder: Path, roots: Sequence[bytes], trust_list: bytes, status: bytes) -> None:
    """Fill the folder: root keys in hex, one a line, and both lists as published."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ROOTS).write_text("".join(f"{root.hex()}\n" for root in roots), "ascii")
    (folder / TRUST_LIST).write_bytes(trust_list)
    (folder / STATUS).write_bytes(status)


def read_trust(folder: Path) -> Trust:
    """Trust from the folder; the lists may be missing, what is there must hold.

    Raises TrustNotReadable.
    """
    trust = Trust(_roots(folder / ROOTS))
    for name, take in ((TRUST_LIST, Trust.with_trust_list), (STATUS, Trust.with_status)):
        path = folder / name
        try:
            trust = take(trust, path.read_bytes()) if path.exists() else trust
        except (BadSeal, BundleTooLarge, NodeNotAuthorised, OSError) as error:
            raise TrustNotReadable(name) from error
    return trust


def _roots(path: Path) -> tuple[bytes, ...]:
    try:
        roots = tuple(bytes.fromhex(line) for line in path.read_text("ascii").split())
    except (OSError, ValueError) as error:
        raise TrustNotReadable(path.name) from error
    if not roots or any(len(root) not in (32, 33) for root in roots):
        raise TrustNotReadable(path.name)
    return roots
