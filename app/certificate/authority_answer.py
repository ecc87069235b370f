"""What an authority signs for a node's requests: accreditations, test centres, keys for files."""

from datetime import date, timedelta

from app.certificate.endorsement import make_endorsement
from app.seal.authority import sign_accreditation, sign_centre
from app.seal.centre_claims import CentreClaims
from app.seal.ceremony import Answers, AskedCentre, AskedSeal, PaperAnswer, Requests
from app.seal.claims import AccreditationClaims
from app.seal.keys import SigningKey, algorithm_of, key_id
from app.seal.paper_certificate import authority_certificate, certify_paper_key
from app.seal.paper_key import proved_paper_key

_CENTRE_DAYS = 364


def answers_to(key: SigningKey, asked: Requests, days: int, today: date) -> Answers:
    """Everything asked, signed; seals from today for `days`.

    Raises BadSeal for what no verifier would take, or a key for files that is not the seal's.
    """
    claims = [accreditation_of(seal, days, today) for seal in asked.seals]
    return Answers(
        "answers",
        seals=tuple(sign_accreditation(key, one) for one in claims),
        centres=tuple(sign_centre(key, _centre(centre, today)) for centre in asked.centres),
        papers=tuple(
            _paper(key, one, seal.paper)
            for one, seal in zip(claims, asked.seals, strict=True)
            if seal.paper
        ),
        endorsements=tuple(make_endorsement(one, key, asked.region) for one in claims),
    )


def accreditation_of(seal: AskedSeal, days: int, today: date) -> AccreditationClaims:
    """The statement about a seal that is asked for."""
    return AccreditationClaims(
        number=seal.number,
        seal_public=seal.public,
        algorithm=algorithm_of(seal.public) or 0,
        assessor=seal.assessor,
        centre=seal.centre,
        profiles=seal.profiles,
        first_day=today,
        last_day=today + timedelta(days=days),
        serial=seal.serial,
    )


def _centre(asked: AskedCentre, today: date) -> CentreClaims:
    last = today + timedelta(days=_CENTRE_DAYS)
    return CentreClaims(asked.centre, asked.sites, asked.profiles, today, last, asked.serial)


def _paper(key: SigningKey, claims: AccreditationClaims, statement: bytes) -> PaperAnswer:
    public = proved_paper_key(statement, claims.seal_public)
    leaf = certify_paper_key(key, claims, public)
    return PaperAnswer(key_id(claims.seal_public), leaf, authority_certificate(key))
