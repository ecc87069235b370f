"""Ids that the stored desk's rows share."""

from datetime import date
from hashlib import sha256
from uuid import UUID

COMPANY, PERSON, ASSESSOR, CASE, SITTING, DECISION = (UUID(int=n) for n in range(1, 7))
KID, DAY = bytes(8), date(2026, 5, 4)
PROTOCOL = sha256(b"{}").hexdigest()
