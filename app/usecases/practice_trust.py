"""The practice desk's own chain of trust, thrown away with it: nobody else ever believes it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from app.domain.authority import Role
from app.seal.authority import (
    create_root,
    sign_accreditation,
    sign_centre,
    sign_delegation,
    sign_status_bundle,
    sign_trust_list,
)
from app.seal.centre_claims import CentreClaims
from app.seal.claims import AccreditationClaims
from app.seal.keys import SigningKey, algorithm_of
from app.seal.status import SealStatus, StatusList
from app.seal.trust import ListedKey, TrustList, in_utc
from app.storage import centres, desk_facts, seals, trust
from app.usecases import practice_project

CENTRE = "Testcenter Värnamo"
_KEYS = ("practice_root", "practice_authority", "practice_node")
_DAY, _SERIAL = "practice_day", "practice_serial"
_HALF_A_YEAR = timedelta(days=180)
_PRACTISED = ("AUT-1", "BAS-1", "CNC-1", "MON-1", "SVE-1", "TRU-1", "UND-1")


@dataclass(frozen=True, slots=True)
class Sample:
    """Somebody of the practice desk; days counted from today, both ends included.

    Without profiles there is no accreditation: an invigilator needs none.
    """

    name: str
    number: int
    profiles: tuple[str, ...] = ()
    from_day: int = 0
    to_day: int = 0
    roles: tuple[Role, ...] = (Role.ASSESSOR,)


SAMPLES = (
    Sample("Maria Sandberg", 4107, ("CNC-1", "SVE-1"), -60, 27),
    Sample("Per Nyström", 4112, ("AUT-1", "BAS-1", "MON-1", "TRU-1", "UND-1"), -20, 90),
    Sample("Olof Hedberg", 4098, ("CNC-1",), -110, -22),
    Sample("Elin Sjöberg", 4120, ("CNC-1", "SVE-1"), -15, 100, (Role.ASSESSOR, Role.REVIEWER)),
    Sample("Sara Ek", 4131, roles=(Role.INVIGILATOR,)),
)


@dataclass(frozen=True, slots=True)
class PracticeKeys:
    """Root, authority and node of the practice desk; they stay in its own encrypted file."""

    root: SigningKey
    authority: SigningKey
    node: SigningKey

    @classmethod
    def generate(cls) -> "PracticeKeys":
        """New keys for a new desk."""
        return cls(create_root(), SigningKey.generate(), SigningKey.generate())

    @classmethod
    def read(cls, session: Session) -> "PracticeKeys":
        """The keys in the desk's file."""
        found = (bytes.fromhex(desk_facts.need(session, name)) for name in _KEYS)
        return cls(*(SigningKey.from_bytes(raw) for raw in found))

    def facts(self) -> dict[str, str]:
        """The keys as facts to keep."""
        keys = (self.root, self.authority, self.node)
        return {name: key.raw.hex() for name, key in zip(_KEYS, keys, strict=True)}

    def trust_list(self, serial: int, now: datetime) -> bytes:
        """A trust list good for half a year back and forth."""
        authority = self._listed(self.authority, "Övningsackreditering", now)
        node = self._listed(self.node, "Övningsnod", now)
        content = TrustList(serial, in_utc(now), (authority,), (node,))
        return sign_trust_list(self.root, content)

    def status(self, serial: int, kids: Sequence[bytes], now: datetime) -> bytes:
        """A status bundle in which nothing has happened to any certificate."""
        delegation = sign_delegation(self.root, self._listed(self.node, "Övningsnod", now), serial)
        content = StatusList.starting(serial, now, {kid: SealStatus() for kid in kids})
        return sign_status_bundle(self.node, content, delegation)

    def accreditation(self, sample: Sample, public: bytes, serial: int, today: date) -> bytes:
        """The statement for one sample assessor's seal."""
        claims = AccreditationClaims(
            number=sample.number,
            seal_public=public,
            algorithm=algorithm_of(public) or 0,
            assessor=sample.name,
            centre=CENTRE,
            profiles=sample.profiles,
            first_day=today + timedelta(days=sample.from_day),
            last_day=today + timedelta(days=sample.to_day),
            serial=serial,
        )
        return sign_accreditation(self.authority, claims)

    def centre(self, serial: int, today: date) -> bytes:
        """The statement that the practice centre may validate what is practised, everywhere."""
        first, last = today - _HALF_A_YEAR, today + _HALF_A_YEAR
        return sign_centre(
            self.authority, CentreClaims(CENTRE, (), _PRACTISED, first, last, serial)
        )

    def _listed(self, key: SigningKey, name: str, now: datetime) -> ListedKey:
        first, last = now.date() - _HALF_A_YEAR, now.date() + _HALF_A_YEAR
        return ListedKey(key.public, name, first, last)


def renew_again(session: Session) -> None:
    """Let `renew` issue anew today too: there is a seal it does not know."""
    desk_facts.put(session, _DAY, "")


def renew(session: Session, now: datetime) -> None:
    """Issue lists and accreditations anew on a later day, so that practice never runs out."""
    today = now.date().isoformat()
    is_held = bool(centres.of_centre(session, CENTRE))
    if is_held and (desk_facts.get(session, _DAY) or "") >= today:
        return
    keys = PracticeKeys.read(session)
    serial = int(desk_facts.get(session, _SERIAL) or "0") + 1
    samples = {sample.number: sample for sample in SAMPLES}
    known = seals.all_seals(session)
    for assessor, seal in known:
        sample = samples.get(assessor.number)
        if sample is None:
            continue
        assessor.secrecy_signed = assessor.secrecy_signed or now.date()
        if sample.profiles:
            statement = keys.accreditation(sample, seal.public, serial, now.date())
            seals.set_accreditation(session, seal.kid, statement)
    centres.take(session, keys.centre(serial, now.date()))
    trust.keep(session, trust.TRUST_LIST, keys.trust_list(serial, now), now)
    kids = seals.all_kids(session)
    trust.keep(session, trust.STATUS, keys.status(serial, kids, now), now)
    practice_project.keep_project(session, keys.node, now.date())
    desk_facts.put(session, _DAY, today)
    desk_facts.put(session, _SERIAL, str(serial))
