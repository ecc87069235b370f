"""Planned bookings: where one stands, and how long it is kept."""

from enum import StrEnum

KEPT_DAYS = 30
"""So long after its day a booking is kept, at the region's node and at the desk."""


class BookingState(StrEnum):
    """Where a planned booking stands."""

    WAITING = "waiting"
    TAKEN = "taken"
    WITHDRAWN = "withdrawn"
