"""Accreditation without files: the desk shows what it asks, and takes the authority's answer."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from app.domain.change import Touched
from app.domain.errors import UserError
from app.domain.grey_picture import GreyPicture
from app.seal import cose
from app.seal.accredit_text import (
    AccreditationRequest,
    NotThisText,
    TextKind,
    looks_like,
    read_answer,
    request_text,
)
from app.seal.claims import AccreditationClaims
from app.seal.codes import BadSeal, Code
from app.seal.keys import key_id
from app.seal.trust import Trust
from app.storage import desk_facts, seals, trust
from app.storage.seals import Accreditation
from app.storage.tables import AssessorRow, SealRow
from app.usecases.desk import Desk


class NobodyToAsk(UserError):
    """The practice desk has no authority: everybody there is accredited from the beginning."""


class AccreditationOfAnother(UserError):
    """The answer is for a seal that is not at this desk; `assessor`, `seal`: whose (hex)."""

    def __init__(self, assessor: str, seal: str) -> None:
        super().__init__()
        self.assessor = assessor
        self.seal = seal


class AccreditationByStranger(UserError):
    """No authority listed for that day stands behind the answer; `authority`: its key id in hex."""

    def __init__(self, authority: str) -> None:
        super().__init__()
        self.authority = authority


class AccreditationOver(UserError):
    """The answer's last day has passed."""

    def __init__(self, last_day: date) -> None:
        super().__init__()
        self.last_day = last_day


class AccreditationHeld(UserError):
    """The very answer has been taken before; nothing has changed."""


class AccreditationOlder(UserError):
    """A newer accreditation of the seal is held; it ends on `last_day`."""

    def __init__(self, last_day: date) -> None:
        super().__init__()
        self.last_day = last_day


@dataclass(frozen=True, slots=True)
class Asked:
    """What the desk shows the authority. `text` is what the code holds; `seal` its key id, hex.

    `modules`: rows of the code, a byte a module, 1 is dark.
    """

    text: str
    modules: tuple[bytes, ...]
    seal: str
    assessor: str
    number: int
    centre: str
    profiles: tuple[str, ...]
    last_day: date | None


@dataclass(frozen=True, slots=True)
class Accredited:
    """What an answer brought."""

    assessor: str
    profiles: tuple[str, ...]
    first_day: date
    last_day: date


class Accrediting:
    """Ask, and take the answer."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def ask(self) -> Asked:
        """The request of the seal signed in. Raises NobodyToAsk."""
        from app.certificate.qr import qr_modules

        desk, key = self._desk, self._desk.signer.key
        if desk.is_practice:
            raise NobodyToAsk
        with desk.database.reading() as session:
            seal = session.get_one(SealRow, key.kid)
            asked = desk_facts.get(session, desk_facts.asked_profiles(key.kid)) or ""
        held = None if seal.accreditation is None else Accreditation.read(seal.accreditation).claims
        request = AccreditationRequest(
            public=key.public,
            assessor=desk.assessor.name,
            number=desk.assessor.number,
            centre=desk.centre,
            profiles=held.profiles if held else tuple(filter(None, asked.split(","))),
            serial=held.serial + 1 if held else 1,
            asked=desk.clock.now().date(),
        )
        text = request_text(key, request)
        return Asked(
            text=text,
            modules=qr_modules(text),
            seal=request.kid.hex(),
            assessor=request.assessor,
            number=request.number,
            centre=request.centre,
            profiles=request.profiles,
            last_day=held.last_day if held else None,
        )

    def codes_in_grey(self, picture: GreyPicture) -> tuple[str, ...]:
        """The codes in one picture of a camera; nothing is kept."""
        from app.certificate.reading import codes_in_grey

        return codes_in_grey(picture.grey, picture.width, picture.height)

    def take_file(self, path: Path) -> Accredited:
        """Take the answer in a picture, a PDF or a text file. Raises what `take` and reading do."""
        from app.certificate.reading import NotReadable, codes_in_file

        try:
            texts = codes_in_file(path)
        except NotReadable as unreadable:
            if unreadable.reason != "unknown":
                raise
            texts = (_line_in(path, unreadable),)
        return self.take(next((t for t in texts if looks_like(t) is TextKind.ANSWER), texts[0]))

    def take(self, text: str) -> Accredited:
        """Take the authority's answer for a seal of this desk; the next sync tells the node.

        Raises NobodyToAsk, NotThisText, AccreditationByStranger, AccreditationOfAnother,
        AccreditationOver, AccreditationHeld, AccreditationOlder.
        """
        desk = self._desk
        if desk.is_practice:
            raise NobodyToAsk
        raw = _well_formed(text)
        with desk.database.transaction() as session:
            claims = self._take(session, raw)
        desk.read_accreditation()
        desk.announce(Touched.TRUST, Touched.PEOPLE)
        return Accredited(claims.assessor, claims.profiles, claims.first_day, claims.last_day)

    def _take(self, session: Session, raw: bytes) -> AccreditationClaims:
        claims = _proved(raw, trust.read(session))
        kid = key_id(claims.seal_public)
        seal = session.get(SealRow, kid)
        if seal is None or seal.state != seals.ACTIVE or not _is_whose(session, seal, claims):
            raise AccreditationOfAnother(claims.assessor, kid.hex())
        if claims.last_day < self._desk.clock.now().date():
            raise AccreditationOver(claims.last_day)
        if seal.accreditation is not None:
            _check_newer(raw, claims, Accreditation.read(seal.accreditation))
        seals.set_accreditation(session, kid, raw)
        desk_facts.put(session, desk_facts.untold_accreditation(kid), str(claims.serial))
        return claims


def _well_formed(text: str) -> bytes:
    try:
        return read_answer(text)
    except BadSeal as error:
        raise NotThisText(TextKind.ANSWER, "damaged") from error


def _proved(raw: bytes, believed: Trust) -> AccreditationClaims:
    claims = Accreditation.read(raw).claims
    try:
        return seals.prove_accreditation(raw, believed, claims.seal_public).claims
    except BadSeal as error:
        if error.code not in (Code.E_UNKNOWN_KEY, Code.E_SIGNATURE, Code.E_ALG, Code.E_COSE):
            raise
        kid = cose.open1(raw, cose.Purpose.ACCREDITATION).kid
        raise AccreditationByStranger((kid or b"").hex()) from error


def _is_whose(session: Session, seal: SealRow, claims: AccreditationClaims) -> bool:
    """Whether the statement names whom the seal belongs to; the node asks the same."""
    owner = session.get_one(AssessorRow, seal.assessor_id)
    return (owner.name, owner.number, seal.centre) == (
        claims.assessor,
        claims.number,
        claims.centre,
    )


def _check_newer(raw: bytes, offered: AccreditationClaims, held: Accreditation) -> None:
    if raw == held.raw:
        raise AccreditationHeld
    if offered.serial <= held.claims.serial:
        raise AccreditationOlder(held.claims.last_day)


def _line_in(path: Path, unreadable: UserError) -> str:
    """The text in a small text file; the first error for anything else."""
    from app.seal.accredit_text import MAX_TEXT

    try:
        with path.open("rb") as file:
            return file.read(2 * MAX_TEXT).decode("ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise unreadable from error
