"""The codes of certificate.md and the errors that carry them."""

from enum import StrEnum

from app.domain.errors import UserError


class Code(StrEnum):
    """Why an answer is what it is; the same words in Python and in the browser."""

    OK = "OK"
    W_NO_STATUS = "W_NO_STATUS"
    W_STATUS_STALE = "W_STATUS_STALE"
    W_STATUS_EXPIRED = "W_STATUS_EXPIRED"
    W_KEY_NOT_LISTED = "W_KEY_NOT_LISTED"
    E_STATUS = "E_STATUS"
    E_EXPIRED = "E_EXPIRED"
    E_ACC_DATE = "E_ACC_DATE"
    E_ACC_ROLE = "E_ACC_ROLE"
    E_ACC_WITHDRAWN = "E_ACC_WITHDRAWN"
    E_KEY_COMPROMISED = "E_KEY_COMPROMISED"
    E_PRACTICE = "E_PRACTICE"
    E_UNKNOWN_KEY = "E_UNKNOWN_KEY"
    E_TEXT = "E_TEXT"
    E_CBOR = "E_CBOR"
    E_COSE = "E_COSE"
    E_ALG = "E_ALG"
    E_NONCANONICAL = "E_NONCANONICAL"
    E_SIGNATURE = "E_SIGNATURE"
    E_VERSION = "E_VERSION"
    E_SHAPE = "E_SHAPE"
    E_FUTURE = "E_FUTURE"
    E_ROLLBACK = "E_ROLLBACK"
    E_NODE_AUTH = "E_NODE_AUTH"
    E_BUNDLE_SIZE = "E_BUNDLE_SIZE"
    E_TOO_LARGE = "E_TOO_LARGE"


class BadSeal(UserError):
    """Signed bytes that cannot be read or are not proved; `code` says which check they failed."""

    def __init__(self, code: Code) -> None:
        super().__init__()
        self.code = code


class ListRolledBack(UserError):
    """A trust list or status bundle older than the one held; `held`, `offered`: their numbers."""

    code = Code.E_ROLLBACK

    def __init__(self, held: int, offered: int) -> None:
        super().__init__()
        self.held = held
        self.offered = offered


class NodeNotAuthorised(UserError):
    """A status bundle signed by a key no root stands behind; `kid` is that key's id."""

    code = Code.E_NODE_AUTH

    def __init__(self, kid: bytes) -> None:
        super().__init__()
        self.kid = kid


class BundleTooLarge(UserError):
    """A status bundle over the limit, as sent or once inflated; `limit` in bytes."""

    code = Code.E_BUNDLE_SIZE

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit


class TooLarge(UserError):
    """Something to be signed is over its limit; `size` and `limit` in the limit's own unit."""

    code = Code.E_TOO_LARGE

    def __init__(self, size: int, limit: int) -> None:
        super().__init__()
        self.size = size
        self.limit = limit
