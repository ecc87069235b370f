"""Verification under attack: bent, cut, swollen and random texts, and what an answer shows."""

import hashlib
import random
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from app.seal.carrier import MAX_TEXT, carrier_bytes
from app.seal.codes import Code
from app.seal.status import CertificateState
from app.seal.trust import Trust
from app.seal.verifying import Answer, accreditation_fault, verify
from tests.app.seal import world as w

TRUST = Trust.load(w.ROOTS, w.trust_list(), w.status())
GENUINE = w.text()
CARRIER = carrier_bytes(GENUINE)


def _answer(text: str, trust: Trust = TRUST) -> Answer:
    return verify(text, trust, w.TODAY).answer


def test_no_single_flipped_bit_of_a_carrier_is_valid() -> None:
    """R40: every bit of the carrier is covered by a signature or by the canonical form."""
    for place in range(len(CARRIER) * 8):
        bent = bytearray(CARRIER)
        bent[place // 8] ^= 1 << place % 8
        assert _answer(w.text_of(bytes(bent))) in (Answer.NOT_GENUINE, Answer.UNKNOWN_ISSUER)


def test_no_single_flipped_bit_of_a_p256_carrier_is_valid() -> None:
    """R40: the same for a seal in a P-256 token."""
    carrier = carrier_bytes(w.p256_text())
    for place in range(0, len(carrier) * 8, 3):
        bent = bytearray(carrier)
        bent[place // 8] ^= 1 << place % 8
        assert _answer(w.text_of(bytes(bent))) in (Answer.NOT_GENUINE, Answer.UNKNOWN_ISSUER)


def test_a_text_cut_at_any_character_is_not_genuine() -> None:
    """A torn or half-read code is never valid."""
    for length in range(len(GENUINE)):
        assert _answer(GENUINE[:length]) is Answer.NOT_GENUINE


def test_a_carrier_cut_at_any_byte_is_not_genuine() -> None:
    """A shortened statement is never valid."""
    for length in range(len(CARRIER)):
        assert _answer(w.text_of(CARRIER[:length])) is Answer.NOT_GENUINE


def test_random_damage_never_raises_and_is_never_valid() -> None:
    """Bytes overwritten, inserted, dropped, repeated or swapped: always an answer, never VALID."""
    dice = random.Random(1984)
    for _ in range(3000):
        bent = _damaged(dice)
        if bent != CARRIER:
            assert _answer(w.text_of(bent)) in (Answer.NOT_GENUINE, Answer.UNKNOWN_ISSUER)


def _damaged(dice: random.Random) -> bytes:
    bent = bytearray(CARRIER)
    for _ in range(dice.randint(1, 4)):
        place, length = dice.randrange(len(bent)), dice.randint(1, 12)
        match dice.randrange(4):
            case 0:
                bent[place : place + length] = dice.randbytes(length)
            case 1:
                bent[place:place] = dice.randbytes(length)
            case 2:
                del bent[place : place + length]
            case _:
                bent[place:place] = bent[dice.randrange(len(bent)) :][:length]
    return bytes(bent) or b"\0"


@given(st.text(max_size=200) | st.binary(max_size=300).map(w.text_of))
@settings(max_examples=300, deadline=None)
def test_any_text_gets_an_answer(text: str) -> None:
    """Hostile input is answered, never raised."""
    assert _answer(text) is Answer.NOT_GENUINE


def test_ten_megabytes_are_refused_by_their_length() -> None:
    """The length is looked at first: nothing of a huge text is parsed."""
    verdict = verify(GENUINE + "9" * 10_000_000, TRUST, w.TODAY)
    assert (verdict.answer, verdict.code) == (Answer.NOT_GENUINE, Code.E_TEXT)
    assert _answer("\ud800" * (MAX_TEXT + 1)) is Answer.NOT_GENUINE


def test_an_answer_says_as_of_which_lists() -> None:
    """R40: status per date, also when the text is refused."""
    for text in (GENUINE, "nothing"):
        verdict = verify(text, TRUST, w.TODAY)
        assert verdict.status_date == w.LISTED.date()
        assert verdict.trust_date == w.TRUST_CONTENT.issued.date()


def test_a_genuine_answer_carries_the_claims_and_the_hash() -> None:
    """R41: name, profile and dates come from the signed bytes, and the node knows them by hash."""
    verdict = verify(GENUINE, TRUST, w.TODAY)
    assert verdict.certificate == w.CLAIMS
    assert verdict.accreditation == w.ACCREDITATION
    assert verdict.hash == hashlib.sha256(w.certificate()).digest()


def test_what_is_not_proved_is_not_shown() -> None:
    """R41: a forged or unknown paper's words are not repeated as if they were facts."""
    for text in (w.text(acc=w.accreditation(w.OTHER_AUTHORITY)), w.text(w.certificate(w.NODE))):
        verdict = verify(text, TRUST, w.TODAY)
        assert verdict.certificate is None
        assert verdict.accreditation is None


def test_a_revoked_certificate_stays_revoked_on_an_old_list() -> None:
    """R43: an expired list still knows what had been revoked."""
    trust = Trust.load(w.ROOTS, w.trust_list(), w.status_of(CertificateState.REVOKED))
    assert verify(GENUINE, trust, date(2027, 6, 1)).answer is Answer.REVOKED


def test_practice_is_never_valid_whatever_the_lists_say() -> None:
    """Practice prints say PRACTICE with and without their own throw-away root."""
    practice = w.text(w.certificate(practice=True))
    for trust in (TRUST, Trust.load(w.ROOTS), Trust.load(())):
        assert _answer(practice, trust) is Answer.PRACTICE


def test_issuing_asks_the_rule_that_verifying_asks() -> None:
    """R1, I8: day and profile, both ends of the window included."""
    acc = w.ACCREDITATION
    assert accreditation_fault(acc, "CNC-1/3", acc.first_day) is None
    assert accreditation_fault(acc, "CNC-2/1", acc.last_day) is None
    assert accreditation_fault(acc, "TRUCK/1", acc.last_day) is Code.E_ACC_ROLE
    assert accreditation_fault(acc, "CNC-1/3", date(2026, 1, 14)) is Code.E_ACC_DATE
    assert accreditation_fault(acc, "CNC-1/3", date(2026, 5, 15)) is Code.E_ACC_DATE
