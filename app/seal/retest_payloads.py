"""Record of what a retest is about, where it is not about everything that remains."""

from app.seal.payload_form import Id, Payload


class RetestScoped(Payload, frozen=True):
    """The areas a retest's case takes, by the ids of its version; `left`: kept for another one."""

    case: Id
    areas: tuple[str, ...]
    left: tuple[str, ...] = ()
