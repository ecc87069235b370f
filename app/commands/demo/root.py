"""The root of a demo region: lists its authority and node, and again before the year is over."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from app.node.keys import NodeKeys, create_real, keep
from app.node.region import set_up
from app.seal.authority import create_root, sign_delegation, sign_trust_list
from app.seal.keys import SigningKey
from app.seal.trust import ListedKey, TrustList, in_utc

NAME, HOST = "Regional nod Jönköping och Kronoberg", "intyga.example"
_LISTED, _RENEWED = timedelta(days=365), timedelta(days=300)


class DemoRoot:
    """Thrown away with the demo's making: what it has signed last counts a year from then."""

    def __init__(self, folder: Path, now: datetime) -> None:
        self._folder, self._root = folder, create_root()
        self._serial, self._listed = 0, date.min
        authority = SigningKey.generate()
        self.keys: NodeKeys = replace(create_real(folder, NAME, HOST), authority=authority)
        self.renew(now)

    def renew(self, now: datetime) -> bool:
        """List the keys anew where that is due; whether it was."""
        if now.date() - self._listed < _RENEWED:
            return False
        self._serial, self._listed = self._serial + 1, now.date()
        authority = self.keys.authority
        assert authority is not None
        node = self._entry(self.keys.node.public)
        lists = ((self._entry(authority.public),), (node,))
        trust_list = TrustList(self._serial, in_utc(now), *lists)
        word = sign_delegation(self._root, node, self._serial)
        signed = sign_trust_list(self._root, trust_list)
        self.keys = set_up(self.keys, (self._root.public,), signed, word)
        keep(self._folder, self.keys)
        return True

    def _entry(self, public: bytes) -> ListedKey:
        return ListedKey(public, NAME, self._listed, self._listed + _LISTED)
