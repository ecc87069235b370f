"""What a chunk's records tell, by kind: each question looks only at those it is about."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from app.seal.payload_form import Payload

PayloadT = TypeVar("PayloadT", bound=Payload)


class Told:
    """Payloads, sorted once by what they are."""

    def __init__(self, payloads: Iterable[Payload]) -> None:
        self._kinds: dict[type[Payload], list[Payload]] = {}
        for payload in payloads:
            self._kinds.setdefault(type(payload), []).append(payload)

    def of(self, wanted: type[PayloadT]) -> list[PayloadT]:
        """Those of this kind and of what is derived from it."""
        found = (many for kind, many in self._kinds.items() if issubclass(kind, wanted))
        return [payload for many in found for payload in many]  # type: ignore[misc]

    def cases(self) -> Iterator[str]:
        """The case of each that is about one."""
        for kind, many in self._kinds.items():
            if "case" in kind.__struct_fields__:
                yield from (case for payload in many if (case := payload.case))  # type: ignore[attr-defined]
