"""What every payload of the log has in common."""

from typing import Annotated

import msgspec

SCHEMA = 1
Id = Annotated[
    str, msgspec.Meta(pattern="^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")
]
"""A UUID as text, `str(uuid)`."""


class Payload(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False
):
    """What every payload has in common: one canonical form, nothing unforeseen.

    A field added later gets a default: defaults are left out, so old payloads stay as they are.
    """
