"""The node's own key, and for a trial region a throw-away root and authority beside it."""

import os
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec

from app.seal.authority import create_root, sign_delegation, sign_trust_list
from app.seal.keys import SigningKey
from app.seal.trust import ListedKey, TrustList, in_utc
from app.sync.wire import SealAlgorithm

_WINDOW = timedelta(days=365)
_NAME = "keys.json"


class _KeyFile(msgspec.Struct, forbid_unknown_fields=True):
    """What stands in keys.json. Root and authority only in a trial region."""

    name: str
    host: str
    access: str
    node: bytes
    roots: tuple[bytes, ...]
    delegation: bytes
    trust_list: bytes
    authority: bytes | None = None
    seal_algorithm: SealAlgorithm = "ed25519"


@dataclass(frozen=True, slots=True)
class NodeKeys:
    """Everything the node signs and shows. `access` opens the coordinators' pages.

    `authority` is there only in a trial region: a real one keeps that key elsewhere.
    `seal_algorithm`: what new seals are to be.
    """

    name: str
    host: str
    access: str
    node: SigningKey
    roots: tuple[bytes, ...]
    delegation: bytes
    trust_list: bytes
    authority: SigningKey | None
    seal_algorithm: SealAlgorithm = "ed25519"

    @property
    def is_set_up(self) -> bool:
        """Whether a root stands behind the node."""
        return bool(self.roots)

    @property
    def trust_serial(self) -> int:
        """The serial of the trust list."""
        return TrustList.proved(self.trust_list, self.roots).serial


def load_or_create(folder: Path, name: str, host: str, now: datetime | None = None) -> NodeKeys:
    """The keys in `folder`, or those of a new trial region; the file is for the owner only."""
    path = folder / _NAME
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _write(path, _trial_region(name, host, now or datetime.now(UTC)))
    return _read(path)


def create_real(folder: Path, name: str, host: str) -> NodeKeys:
    """The keys of a node whose root and authority are elsewhere; FileExistsError where some are.

    Until `keep` has written what the root signed, the node has nobody's word and serves nobody.
    """
    folder.mkdir(parents=True, exist_ok=True)
    node, access = SigningKey.generate(), os.urandom(16).hex()
    _write(folder / _NAME, _KeyFile(name, host, access, node.raw, (), b"", b""))
    return _read(folder / _NAME)


def ask_for(folder: Path, keys: NodeKeys, algorithm: SealAlgorithm | None) -> NodeKeys:
    """The keys with this algorithm asked of new seals, written down if it is another one."""
    if algorithm in (None, keys.seal_algorithm):
        return keys
    asking = replace(keys, seal_algorithm=algorithm)
    keep(folder, asking)
    return asking


def keep(folder: Path, keys: NodeKeys) -> None:
    """Write changed keys in place of those in the folder, whole or not at all."""
    fresh = folder / f"{_NAME}.new"
    fresh.unlink(missing_ok=True)
    authority = None if keys.authority is None else keys.authority.raw
    content = _KeyFile(
        keys.name,
        keys.host,
        keys.access,
        keys.node.raw,
        keys.roots,
        keys.delegation,
        keys.trust_list,
        authority,
        keys.seal_algorithm,
    )
    _write(fresh, content)
    fresh.replace(folder / _NAME)


def _read(path: Path) -> NodeKeys:
    stored = msgspec.json.decode(path.read_bytes(), type=_KeyFile)
    authority = stored.authority
    return NodeKeys(
        stored.name,
        stored.host,
        stored.access,
        SigningKey.from_bytes(stored.node),
        stored.roots,
        stored.delegation,
        stored.trust_list,
        None if authority is None else SigningKey.from_bytes(authority),
        stored.seal_algorithm,
    )


def _trial_region(name: str, host: str, now: datetime) -> _KeyFile:
    root, authority, node = create_root(), SigningKey.generate(), SigningKey.generate()
    listed_node = _listed(node, name, now.date())
    listed_authority = _listed(authority, name, now.date())
    trust_list = TrustList(1, in_utc(now), (listed_authority,), (listed_node,))
    return _KeyFile(
        name=name,
        host=host,
        access=os.urandom(16).hex(),
        node=node.raw,
        roots=(root.public,),
        delegation=sign_delegation(root, listed_node, 1),
        trust_list=sign_trust_list(root, trust_list),
        authority=authority.raw,
    )


def _listed(key: SigningKey, name: str, day: date) -> ListedKey:
    return ListedKey(key.public, name, day, day + _WINDOW)


def _write(path: Path, content: _KeyFile) -> None:
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opened, "wb") as file:
        file.write(msgspec.json.encode(content))
        file.flush()
        os.fsync(file.fileno())
