"""Vectors that carry true signatures: valid, doubtful, over, not accredited, practice, unknown."""

from collections.abc import Iterator
from datetime import date

from app.domain.certificate import CertificateKind
from app.seal import cose
from app.seal.cose import Purpose
from app.seal.verifying import Answer
from tests.app.seal import world as w
from tests.app.seal.kb1_case import DAY, Case


def valid_contents() -> Iterator[Case]:
    """Everything a valid certificate may hold."""
    ok = (Answer.VALID, "OK")
    usual = w.text()
    partial, statement = CertificateKind.PARTIAL, CertificateKind.STATEMENT
    yield Case("full", usual, *ok)
    yield Case("partial", w.text(w.certificate(kind=partial)), *ok)
    yield Case("statement", w.text(w.certificate(kind=statement, levels=(0, 0, 14))), *ok)
    yield Case("no birth date", w.text(w.certificate(birth_date=None)), *ok)
    yield Case("born 1939", w.text(w.certificate(birth_date=date(1939, 2, 3))), *ok)
    yield Case("no last day", w.text(w.certificate(valid_to=None)), *ok)
    extra = w.certificate(replaces=b"0123456789", centre="Mobil station Gnosjö")
    yield Case("replaces another, other centre", w.text(extra), *ok)
    yield Case("protected person", w.text(w.certificate(is_protected=True)), *ok)
    yield Case("64 areas", w.text(w.certificate(levels=(4,) * 64)), *ok)
    yield Case("one area", w.text(w.certificate(levels=(1,))), *ok)
    long = w.certificate(name="ö" * 40, centre="b" * 80, profile="ABCDEFGHIJKL/100")
    wide = w.accreditation(profiles=("ABCDEFGHIJKL",), assessor="a" * 80, centre="c" * 80)
    yield Case("every text at its longest", w.text(long, wide), *ok)
    day = w.CLAIMS.issued
    short = w.text(w.certificate(valid_to=day), w.accreditation(first_day=day, last_day=day))
    yield Case("certificate and accreditation of one day", short, *ok, today=day)
    yield Case("host of 24 characters", usual.replace(w.HOST, "a" * 24), *ok)
    yield Case("host of one character", usual.replace(w.HOST, "a"), *ok)
    with_kid = cose.sign1(w.SEAL, w.CLAIMS.to_bytes(), Purpose.CERTIFICATE)
    yield Case("kid in the certificate", w.text(with_kid), *ok)


def valid_circumstances() -> Iterator[Case]:
    """Valid at the edge of a window, a list or a seal's life."""
    ok = (Answer.VALID, "OK")
    usual, issued = w.text(), w.CLAIMS.issued
    yield Case("P-256 seal", w.p256_text(), *ok, status="P-256 seal")
    yield Case("list by the next root", usual, *ok, trust_list="by the next root")
    yield Case("authority renewed", usual, *ok, trust_list="authority renewed")
    for edge in ("authority's first day", "authority's last day"):
        yield Case(edge, usual, *ok, trust_list=edge)
    token = w.text(acc=w.p256_accreditation())
    yield Case("P-256 authority", token, *ok, trust_list="P-256 authority")
    yield Case("first accredited day", w.text(acc=w.accreditation(first_day=issued)), *ok)
    yield Case("last accredited day", w.text(acc=w.accreditation(last_day=issued)), *ok)
    tomorrow = w.text(w.certificate(issued=w.TODAY + DAY))
    yield Case("issued where the next day has begun", tomorrow, *ok)
    yield Case("status index past the list", w.text(w.certificate(status_index=9000)), *ok)
    yield Case("neighbour revoked", w.text(w.certificate(status_index=18)), *ok, status="revoked")
    yield Case("seal withdrawn later", usual, *ok, status="withdrawn a day later")
    yield Case("stolen seal, registered before", usual, *ok, status="compromised, registered")
    last_day = w.text(w.certificate(valid_to=w.TODAY))
    yield Case("last valid day", last_day, *ok)
    yield Case("last fresh day", usual, *ok, today=w.LISTED.date() + 7 * DAY)


def doubtful_or_over() -> Iterator[Case]:
    """Genuine, but nobody knows, or it no longer counts."""
    usual, valid_to = w.text(), w.CLAIMS.valid_to
    doubt = Answer.GENUINE_STATUS_UNCERTAIN
    stale, hard = w.LISTED.date() + 8 * DAY, w.LISTED.date() + 91 * DAY
    yield Case("last day of a stale list", usual, doubt, "W_STATUS_STALE", today=hard - DAY)
    yield Case("no status list", usual, doubt, "W_NO_STATUS", status=None)
    yield Case("status list stale", usual, doubt, "W_STATUS_STALE", today=stale)
    yield Case("status list expired", usual, doubt, "W_STATUS_EXPIRED", today=hard)
    yield Case("seal not listed", usual, doubt, "W_KEY_NOT_LISTED", status="seal not listed")
    left_out = {"trust_list": "newer, without the node"}
    yield Case("node no longer listed", usual, doubt, "W_NO_STATUS", **left_out)
    after = (valid_to or w.TODAY) + DAY
    yield Case("expired", usual, Answer.EXPIRED, "E_EXPIRED", today=after)
    yield Case("suspended", usual, Answer.SUSPENDED, "E_STATUS", status="suspended")
    yield Case("revoked", usual, Answer.REVOKED, "E_STATUS", status="revoked")
    yield Case("replaced", usual, Answer.REPLACED, "E_STATUS", status="replaced")
    hidden = w.text(w.certificate(is_protected=True))
    yield Case("protected, revoked", hidden, Answer.REVOKED, "E_STATUS", status="revoked")
    both = Case("revoked and expired", usual, Answer.REVOKED, "E_STATUS", after, status="revoked")
    yield both


def not_accredited() -> Iterator[Case]:
    """True signatures by somebody who might not sign this, and practice, and strangers."""
    no, usual, issued = Answer.NOT_ACCREDITED, w.text(), w.CLAIMS.issued
    early = w.text(acc=w.accreditation(first_day=issued + DAY))
    yield Case("issued before accreditation", early, no, "E_ACC_DATE")
    late = w.text(acc=w.accreditation(last_day=issued - DAY))
    yield Case("issued after accreditation", late, no, "E_ACC_DATE")
    role = w.text(acc=w.accreditation(profiles=("CNC-2", "TRUCK")))
    yield Case("another profile", role, no, "E_ACC_ROLE")
    withdrawn = "withdrawn on the day of issue"
    yield Case("seal withdrawn", usual, no, "E_ACC_WITHDRAWN", status=withdrawn)
    yield Case("stolen seal", usual, no, "E_KEY_COMPROMISED", status="compromised")
    forged = w.text(w.certificate(name="Bo Ek"))
    registered = "compromised, registered"
    same_id = "stolen seal, another content under a registered id"
    yield Case(same_id, forged, no, "E_KEY_COMPROMISED", status=registered)
    practice = w.text(w.certificate(practice=True))
    yield Case("practice print", practice, Answer.PRACTICE, "E_PRACTICE")
    elsewhere = {"trust_list": None, "status": None}
    yield Case("practice elsewhere", practice, Answer.PRACTICE, "E_PRACTICE", **elsewhere)
    unknown = (Answer.UNKNOWN_ISSUER, "E_UNKNOWN_KEY")
    yield Case("no trust list", usual, *unknown, **elsewhere)
    yield Case("authority not listed", usual, *unknown, trust_list="other authority")
    yield Case("authority's days over", usual, *unknown, trust_list="authority's days over")
    stranger = w.text(acc=w.accreditation(w.OTHER_AUTHORITY))
    yield Case("accredited by a stranger", stranger, *unknown)
