"""A region whose root and authority are apart from its node, all in this process."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from app.node.keys import NodeKeys, ask_for, create_real, keep, load_or_create
from app.node.region import set_up
from app.seal.accredit_text import answer_text, read_request
from app.seal.authority import sign_accreditation, sign_delegation, sign_trust_list
from app.seal.claims import AccreditationClaims
from app.seal.keys import SigningKey, algorithm_of
from app.seal.trust import ListedKey, TrustList, in_utc
from app.sync.wire import SealAlgorithm
from tests.node_thread import NodeThread

YEAR = timedelta(days=365)


class RealRegion:
    """Two roots, an authority, and a node set up by them, serving."""

    def __init__(self, folder: Path, algorithm: SealAlgorithm | None = None) -> None:
        self.folder = folder
        self.root, self.next_root = SigningKey.generate(), SigningKey.generate()
        self.authority = SigningKey.generate()
        self.public = create_real(folder, "Nod Kronoberg", "kronoberg.example").node.public
        self.serial = 0
        self.install((self.root, self.next_root), self.root)
        keys = self._keys()
        ask_for(folder, keys, algorithm)
        self.node = NodeThread(folder)

    def install(self, roots: tuple[SigningKey, ...], signer: SigningKey) -> None:
        """The next trust list and word, by `signer`, and these roots pinned; no restart."""
        self.serial += 1
        word = sign_delegation(signer, self.listed(self.public), self.serial)
        publics = tuple(root.public for root in roots)
        keep(self.folder, set_up(self._keys(), publics, self.trust_list(signer), word))

    def rotate(self, roots: tuple[SigningKey, ...], signer: SigningKey) -> None:
        """`install`, and the node started again."""
        self.node.stop()
        self.install(roots, signer)
        self.node.start()

    def trust_list(self, signer: SigningKey, serial: int | None = None) -> bytes:
        """A list with the authority and the node."""
        lists = ((self.listed(self.authority.public),), (self.listed(self.public),))
        issued = in_utc(datetime.now(UTC))
        return sign_trust_list(signer, TrustList(serial or self.serial, issued, *lists))

    def listed(self, public: bytes) -> ListedKey:
        """A key for a year to come, and some days back."""
        first = date.today() - timedelta(days=30)
        return ListedKey(public, "Region", first, first + YEAR)

    def answer(self, asked: str, by: SigningKey | None = None, **changed: object) -> str:
        """The authority's answer to a request, the usual one but for what is `changed`."""
        request, first = read_request(asked), date.today()
        claims = AccreditationClaims(
            number=request.number,
            seal_public=request.public,
            algorithm=algorithm_of(request.public) or 0,
            assessor=request.assessor,
            centre=request.centre,
            profiles=request.profiles,
            first_day=first,
            last_day=first + timedelta(days=90),
            serial=request.serial,
        )
        signed = sign_accreditation(by or self.authority, replace(claims, **changed))  # type: ignore[arg-type]
        return answer_text(signed)

    def _keys(self) -> NodeKeys:
        return load_or_create(self.folder, "", "")
