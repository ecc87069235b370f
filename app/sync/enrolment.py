"""Joining a region: look at the node, compare its root by eye, use the one-time code."""

import hashlib
from dataclasses import dataclass

from app.domain.errors import UserError
from app.seal.codes import BadSeal
from app.seal.keys import ALGORITHMS, SigningKey
from app.seal.trust import Trust
from app.sync.client import NodeClient
from app.sync.wire import EnrolAnswer


class RootMismatch(UserError):
    """The node's root key is not the one that was compared by eye: nothing was sent."""

    def __init__(self, compared: str, offered: str) -> None:
        super().__init__()
        self.compared = compared
        self.offered = offered


class NodeNotProved(UserError):
    """The node's own papers do not hold: its trust list is not signed by its root."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address


@dataclass(frozen=True, slots=True)
class ProbedNode:
    """A node as it presents itself. `fingerprint`: of its roots, in groups of four.

    `algorithm`: of the seal a desk is to enrol there.
    """

    address: str
    name: str
    fingerprint: str
    roots: tuple[bytes, ...]
    algorithm: int


def fingerprint(roots: tuple[bytes, ...]) -> str:
    """`7C4A 19E2 B05D 33F1 9A0C 5D7E`: the first 96 bits of SHA-256 over the sorted root keys."""
    digest = hashlib.sha256(b"".join(sorted(roots))).hexdigest()[:24].upper()
    return " ".join(digest[i : i + 4] for i in range(0, 24, 4))


def probe(address: str) -> ProbedNode:
    """Who answers at the address. Raises NodeUnreachable, NotTheNode."""
    with NodeClient(address) as client:
        found = client.identity()
    algorithm = ALGORITHMS[found.seal_algorithm]
    return ProbedNode(client.address, found.name, fingerprint(found.roots), found.roots, algorithm)


def enrol(address: str, code: str, key: SigningKey, compared: str) -> EnrolAnswer:
    """Enrol the seal `key` with a one-time code, once the root is the one compared.

    Asking again with the same code and key gives the same answer. Raises RootMismatch,
    NodeNotProved, NodeRefused, NodeUnreachable, NotTheNode.
    """
    with NodeClient(address) as client:
        offered = fingerprint(client.identity().roots)
        if offered != compared:
            raise RootMismatch(compared, offered)
        answer = client.enrol(code.strip().upper(), key)
    if fingerprint(answer.node.roots) != compared:
        raise RootMismatch(compared, fingerprint(answer.node.roots))
    try:
        Trust.load(answer.node.roots, answer.trust_list)
    except BadSeal as error:
        raise NodeNotProved(address) from error
    return answer
