"""Setting up the real desk: the seal is made here, kept, and then taken in by the node."""

import platform
import shutil
from datetime import date

import msgspec

from app.domain.desks import EnrolmentRequest
from app.seal.keys import SigningKey
from app.seal.trust import Trust
from app.seal.vault import Cost, Opened, Vault, VaultEntry, new_data_key, new_entry, open_entry
from app.seal.vault_file import DamagedVault
from app.storage import centres, desk_facts, seals
from app.storage.founding import Founder, Founding
from app.storage.pepper import PepperMissing
from app.sync.enrolment import enrol, probe
from app.sync.paper import tell_at_once
from app.sync.wire import EnrolAnswer
from app.usecases.desk_folder import DeskFolder


def create(folder: DeskFolder, request: EnrolmentRequest, cost: Cost | None) -> None:
    """Fill the folder with a real desk enrolled at a node.

    The seal is on disk, wrapped, before the code is used: an attempt cut off at any point is
    repeated with the same code, and the node takes the same seal again. Raises what
    `app.sync.enrolment.enrol` raises, BadSeal, DiskFull.
    """
    algorithm = probe(request.node_url).algorithm
    entry, opened = _kept(folder, request, algorithm) or _new(folder, request, cost, algorithm)
    fingerprint = request.root_fingerprint_confirmed
    answer = enrol(request.node_url, request.code, opened.seal, fingerprint)
    prove(answer, opened.seal, Trust.load(answer.node.roots, answer.trust_list))
    name = platform.node() or "Intyga"
    folder.found(_founding(answer, entry, opened, (name, request.node_url)), opened.data_key)
    named = msgspec.structs.replace(
        entry,
        name=answer.assessor,
        roles=answer.roles,
        profiles=answer.profiles,
        accredited_to=last_day(answer),
    )
    folder.vault.write(Vault(desk=name, centre=answer.centre, entries=(named,)))
    tell_at_once(request.node_url, opened.seal, folder.clock.now())


def _kept(
    folder: DeskFolder, request: EnrolmentRequest, algorithm: int
) -> tuple[VaultEntry, Opened] | None:
    """The seal of an earlier attempt, if this secret opens it and the region still asks for it."""
    if not folder.vault.exists():
        return None
    try:
        entry, pepper = folder.vault.read().entries[0], folder.pepper.read()
    except (DamagedVault, PepperMissing):
        return None
    opened = open_entry(entry, request.secret, pepper)
    if opened is None or opened.seal.algorithm != algorithm:
        return None
    return entry, opened


def _new(
    folder: DeskFolder, request: EnrolmentRequest, cost: Cost | None, algorithm: int
) -> tuple[VaultEntry, Opened]:
    shutil.rmtree(folder.path)
    folder.path.mkdir(mode=0o700)
    pepper = folder.pepper.make()
    opened = Opened(new_data_key(), SigningKey.generate(algorithm))
    person = (folder.new_id(), request.assessor_name, ())
    entry = new_entry(person, opened, request.secret, pepper, cost)
    folder.vault.write(Vault(entries=(entry,)))
    return entry, opened


def last_day(answer: EnrolAnswer) -> date | None:
    """The last day of the accreditation in the answer, None where it comes later by feed."""
    if answer.accreditation is None:
        return None
    return seals.Accreditation.read(answer.accreditation).claims.last_day


def prove(answer: EnrolAnswer, seal: SigningKey, trust: Trust) -> None:
    """Both statements, where they are here, by a trust the caller believes. Raises BadSeal."""
    if answer.accreditation is not None:
        seals.prove_accreditation(answer.accreditation, trust, seal.public)
    if answer.centre_statement is not None:
        centres.prove(answer.centre_statement, trust)


def _founding(
    answer: EnrolAnswer, entry: VaultEntry, opened: Opened, names: tuple[str, str]
) -> Founding:
    seal, (desk_name, url) = opened.seal, names
    founder = Founder(
        entry.id, answer.assessor, answer.number, answer.roles, seal, answer.accreditation
    )
    return Founding(
        name=desk_name,
        centre=answer.centre,
        host=answer.host,
        roots=answer.node.roots,
        trust_list=answer.trust_list,
        founders=(founder,),
        centre_statement=answer.centre_statement,
        facts={
            desk_facts.NODE_NAME: answer.node.name,
            desk_facts.NODE_URL: url.rstrip("/"),
            desk_facts.NODE_PUBLIC: answer.node.node_public.hex(),
            desk_facts.cursor(seal.kid): str(answer.cursor),
            desk_facts.asked_profiles(seal.kid): ",".join(answer.profiles),
        },
    )
