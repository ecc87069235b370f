"""What a region has once promised, held against it after whatever may have happened since."""

from collections import defaultdict
from collections.abc import Iterable

from app.node.erasures import ErasedAlready, NobodyFound
from app.seal.erase_payloads import IMPERSONAL
from app.seal.status import CertificateState, SealState, StatusBundle, StatusList
from tests.app.sync.near_laptop import Given, NearLaptop
from tests.app.sync.near_region import NearRegion

_LEFT = "SELECT subject, type FROM records WHERE payload IS NOT NULL"


class Promises:
    """Records told durable stay, erased stays erased, a list is never taken back."""

    def __init__(self, region: NearRegion, withdrawn_by_trouble: bytes) -> None:
        self._region, self._first = region, withdrawn_by_trouble
        self.erased: set[str] = set()
        self._durable: set[bytes] = set()
        self._withdrawn: set[bytes] = set()
        self._lists: dict[int, bytes] = {}

    def erase(self, subject: str) -> None:
        """Order it, where the node knows the person."""
        try:
            self._region.erase(subject)
        except (NobodyFound, ErasedAlready):
            return
        self.erased.add(subject)

    def withdraw(self) -> None:
        """The seal of the first laptop."""
        self._region.withdraw(self._first)
        self._withdrawn.add(self._first)

    def note(self, laptop: NearLaptop) -> None:
        """What the desk believes to be durable; called after a run."""
        self._durable |= laptop.durable()

    def restore(self, which: int, given: Iterable[Given], *, announced: bool) -> None:
        """The node goes back, and every promise is kept by what it is then; so R43 of `given`."""
        before = self._note_list().seals
        self._region.restore(which, announced=announced)
        after = self.assert_kept().seals
        for one in given:
            if before[one.kid].certificate(one.index) is CertificateState.REVOKED:
                assert after[one.kid].certificate(one.index) is CertificateState.REVOKED

    def assert_kept(self) -> StatusList:
        """R43 R53 R59 R60; the list of now."""
        self._region.catch_up()
        assert self._durable <= {row[0] for row in self._region.rows("SELECT hash FROM records")}
        left = {subject for subject, type_ in self._region.rows(_LEFT) if type_ not in IMPERSONAL}
        assert not left & self.erased
        published = self._note_list()
        assert published.sequence == max(self._lists)
        for kid in self._withdrawn:
            assert published.seals[kid].state is SealState.WITHDRAWN
        return published

    def assert_desk_forgot(self, laptop: NearLaptop) -> None:
        """R53: once it has been in contact."""
        assert not laptop.subjects_with_content(IMPERSONAL) & self.erased

    def assert_places(self, given: Iterable[Given], published: StatusList) -> None:
        """R43: a place that two certificates share is never one in force."""
        known = {row[0] for row in self._region.rows("SELECT id FROM certificates")}
        places = defaultdict(set)
        for one in given:
            if one.id in known:
                places[one.kid, one.index].add(one.id)
        for (kid, index), sharing in places.items():
            if len(sharing) > 1:
                assert published.seals[kid].certificate(index) is not CertificateState.VALID

    def _note_list(self) -> StatusList:
        """A number stands for one list for good, and no lower one follows."""
        raw = self._region.bundle()
        found = StatusList.from_bytes(StatusBundle.from_bytes(raw).statement.payload)
        assert found.sequence >= max(self._lists, default=0)
        assert self._lists.setdefault(found.sequence, raw) == raw
        return found
