"""Whom a verifier believes: pinned roots, the trust list they signed, the newest status bundle."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from app.seal import cbor, cose
from app.seal.codes import BadSeal, Code, ListRolledBack, NodeNotAuthorised
from app.seal.keys import algorithm_of, key_id
from app.seal.shape import Fields, bad_shape, day_number
from app.seal.status import StatusBundle, StatusList

MAX_WINDOW_DAYS = 397  # 13 months
_MAX_KEYS = 10_000


@dataclass(frozen=True, slots=True)
class ListedKey:
    """An authority's or a node's key with the days, both included, on which it may sign."""

    public: bytes
    name: str
    first_day: date
    last_day: date

    @property
    def kid(self) -> bytes:
        """The key's id."""
        return key_id(self.public)

    @property
    def algorithm(self) -> int:
        """-19 or -9, by the key's length."""
        return algorithm_of(self.public) or 0

    def covers(self, day: date) -> bool:
        """Whether the key may sign on `day`."""
        return self.first_day <= day <= self.last_day

    def to_map(self) -> dict[int, object]:
        """The entry as it stands on the wire."""
        first, last = day_number(self.first_day), day_number(self.last_day)
        return {1: self.public, 2: self.name, 3: first, 4: last}

    @classmethod
    def from_fields(cls, fields: Fields) -> "ListedKey":
        """The key behind the fields 1–4. Raises BadSeal E_SHAPE, also for a window too long."""
        key = cls(fields.octets(1, 32, 33), fields.text(2, 80), fields.day(3), fields.day(4))
        if not 0 <= (key.last_day - key.first_day).days < MAX_WINDOW_DAYS:
            raise bad_shape()
        return key


@dataclass(frozen=True, slots=True)
class Delegation:
    """A root's word on one node key.

    It counts beside a trust list whose serial is lower than `serial`; from then on the list
    itself must name the node. So a list that leaves a node out takes its authority away.
    """

    node: ListedKey
    serial: int

    def to_bytes(self) -> bytes:
        """The payload to sign."""
        return cbor.encode({**self.node.to_map(), 5: self.serial})

    @classmethod
    def from_bytes(cls, raw: bytes) -> "Delegation":
        """The word behind a payload. Raises BadSeal."""
        fields = Fields(cbor.decode(raw), {1, 2, 3, 4, 5})
        return cls(ListedKey.from_fields(fields), fields.integer(5))

    @classmethod
    def proved(cls, raw: bytes, roots: Iterable[bytes]) -> "Delegation":
        """The word in a signed statement, which must be by one of `roots`. Raises BadSeal."""
        return cls.from_bytes(_proved_by_root(raw, roots, cose.Purpose.NODE))


@dataclass(frozen=True, slots=True)
class TrustList:
    """What a root signs: accreditation authorities and node keys, whole list each time."""

    serial: int
    issued: datetime
    authorities: tuple[ListedKey, ...]
    nodes: tuple[ListedKey, ...]

    def to_bytes(self) -> bytes:
        """The payload to sign. Raises BadSeal E_SHAPE for a list no verifier would take."""
        authorities = [key.to_map() for key in self.authorities]
        nodes = [key.to_map() for key in self.nodes]
        issued = int(self.issued.timestamp())
        raw = cbor.encode({1: self.serial, 2: issued, 3: authorities, 4: nodes})
        TrustList.from_bytes(raw)
        return raw

    @classmethod
    def from_bytes(cls, raw: bytes) -> "TrustList":
        """The list behind a payload. Raises BadSeal: E_CBOR, E_NONCANONICAL, E_SHAPE."""
        fields = Fields(cbor.decode(raw), {1, 2, 3, 4})
        authorities = _read_keys(fields.items(3, 0, _MAX_KEYS))
        nodes = _read_keys(fields.items(4, 0, _MAX_KEYS))
        return cls(fields.integer(1), fields.moment(2), authorities, nodes)

    @classmethod
    def proved(cls, raw: bytes, roots: Iterable[bytes]) -> "TrustList":
        """The list in a signed statement, which must be by one of `roots` (public keys).

        Raises BadSeal: E_UNKNOWN_KEY for another signer, else what cose and the list find.
        """
        return cls.from_bytes(_proved_by_root(raw, roots, cose.Purpose.TRUST))


@dataclass(frozen=True, slots=True)
class Trust:
    """All a verifier holds. Immutable: a newer list gives a new Trust.

    `status_bytes` is the signed bundle behind `status`, judged again under each trust list.
    """

    roots: tuple[bytes, ...]
    trust_list: TrustList | None = None
    status: StatusList | None = None
    status_bytes: bytes | None = None

    @classmethod
    def load(
        cls, roots: Iterable[bytes], trust_list: bytes | None = None, status: bytes | None = None
    ) -> "Trust":
        """Trust from the pinned roots (public keys) and the signed lists held, if any.

        Every signature is checked again. A bundle whose node the list no longer names is left
        out, so that a replaced node never keeps a desk from opening. Raises BadSeal.
        """
        trust = cls(tuple(roots))
        if trust_list is not None:
            trust = trust.with_trust_list(trust_list)
        return trust if status is None else trust._if_authorised(status)

    def with_trust_list(self, raw: bytes) -> "Trust":
        """Trust with this list in place of the one held, without a status it does not support.

        Raises ListRolledBack for an older list, BadSeal for one that is not by a pinned root.
        """
        offered, held = TrustList.proved(raw, self.roots), self.trust_list
        if held is not None and (offered.serial, offered.issued) < (held.serial, held.issued):
            raise ListRolledBack(held.serial, offered.serial)
        trust = Trust(self.roots, offered)
        return trust if self.status_bytes is None else trust._if_authorised(self.status_bytes)

    def with_status(self, raw: bytes) -> "Trust":
        """Trust with this bundle in place of the one held.

        Raises ListRolledBack for an older one, NodeNotAuthorised for a signer no root stands
        behind on the bundle's day, BadSeal and BundleTooLarge for what cannot be read.
        """
        bundle = StatusBundle.from_bytes(raw)
        windows = self._node(bundle)
        node = windows[0]
        cose.check1(bundle.statement, node.public, node.algorithm)
        offered, held = StatusList.from_bytes(bundle.statement.payload), self.status
        if not any(window.covers(offered.issued.date()) for window in windows):
            raise NodeNotAuthorised(node.kid)
        if held is not None and (offered.sequence, offered.issued) < (held.sequence, held.issued):
            raise ListRolledBack(held.sequence, offered.sequence)
        return replace(self, status=offered, status_bytes=raw)

    @property
    def trust_date(self) -> date | None:
        """The day of the trust list held."""
        return self.trust_list.issued.date() if self.trust_list else None

    @property
    def status_date(self) -> date | None:
        """The day of the status bundle held: "status per <date>" (R40)."""
        return self.status.issued.date() if self.status else None

    def authorities(self, kid: bytes) -> tuple[ListedKey, ...]:
        """The listed authority keys with this id: one for each window of days."""
        listed = self.trust_list.authorities if self.trust_list else ()
        return tuple(key for key in listed if key.kid == kid)

    def authority_keys(self, day: date) -> frozenset[bytes]:
        """The public keys of everybody listed to accredit on the day."""
        listed = self.trust_list.authorities if self.trust_list else ()
        return frozenset(key.public for key in listed if key.covers(day))

    def authority_behind(self, signed: cose.Signed, day: date) -> ListedKey | None:
        """The listed authority that signed a statement which holds from `day` on.

        None where nobody of that id is listed for the day; BadSeal where one is only claimed.
        """
        listed = self.authorities(cose.kid_of(signed))
        for authority in listed:
            cose.check1(signed, authority.public, authority.algorithm)
        return next((authority for authority in listed if authority.covers(day)), None)

    def _if_authorised(self, status: bytes) -> "Trust":
        try:
            return self.with_status(status)
        except NodeNotAuthorised:
            return self

    def _node(self, bundle: StatusBundle) -> tuple[ListedKey, ...]:
        """The node's windows of days, at least one."""
        kid = cose.kid_of(bundle.statement)
        serial = self.trust_list.serial if self.trust_list else 0
        delegation = self._delegation(bundle.delegation, kid)
        if delegation.serial > serial:
            return (delegation.node,)
        nodes = self.trust_list.nodes if self.trust_list else ()
        listed = tuple(key for key in nodes if key.kid == kid)
        if not listed:
            raise NodeNotAuthorised(kid)
        return listed

    def _delegation(self, raw: bytes, kid: bytes) -> Delegation:
        try:
            delegation = Delegation.proved(raw, self.roots)
        except BadSeal as error:
            raise NodeNotAuthorised(kid) from error
        if delegation.node.kid != kid:
            raise NodeNotAuthorised(kid)
        return delegation


def _proved_by_root(raw: bytes, roots: Iterable[bytes], aad: str) -> bytes:
    signed = cose.open1(raw, aad)
    kid = cose.kid_of(signed)
    for root in roots:
        if key_id(root) == kid:
            cose.check1(signed, root, algorithm_of(root) or 0)
            return signed.payload
    raise BadSeal(Code.E_UNKNOWN_KEY)


def _read_keys(entries: list[object]) -> tuple[ListedKey, ...]:
    return tuple(ListedKey.from_fields(Fields(entry, {1, 2, 3, 4})) for entry in entries)


def in_utc(moment: datetime) -> datetime:
    """An aware time as whole seconds in UTC: what a list can carry."""
    return moment.astimezone(UTC).replace(microsecond=0)
