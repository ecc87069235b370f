"""Setting up the practice desk: assessors, trust, people and bookings, ready to work at once."""

from app.domain.desks import PRACTICE_PIN
from app.seal.keys import SigningKey
from app.seal.vault import Cost, Opened, Vault, new_data_key, new_entry
from app.storage.founding import Founder, Founding
from app.usecases.desk_folder import DeskFolder
from app.usecases.practice_people import fill
from app.usecases.practice_trust import CENTRE, SAMPLES, PracticeKeys, Sample

DESK_NAME = "bärbar 07"
HOST = "intyga.example"
_COST = Cost(memory_kib=64, passes=1, lanes=1)  # no secret: the PIN stands on the screen


def create(folder: DeskFolder) -> None:
    """Fill an empty folder with a practice desk. Everybody's PIN is `PRACTICE_PIN`."""
    now, keys, data_key = folder.clock.now(), PracticeKeys.generate(), new_data_key()
    founders = [_founder(folder, sample) for sample in SAMPLES]
    pepper = folder.pepper.make()
    vault = Vault(desk=DESK_NAME, centre=CENTRE)
    for founder in founders:
        person = (founder.id, founder.name, founder.roles)
        opened = Opened(data_key, founder.seal)
        vault = vault.with_entry(new_entry(person, opened, PRACTICE_PIN, pepper, _COST))
    folder.vault.write(vault)
    founding = Founding(
        name=DESK_NAME,
        centre=CENTRE,
        host=HOST,
        roots=(keys.root.public,),
        trust_list=keys.trust_list(0, now),
        founders=tuple(founders),
        facts=keys.facts(),
    )
    folder.found(founding, data_key)
    desk = folder.unlock(founders[0].id, PRACTICE_PIN)
    try:
        fill(desk)
    finally:
        desk.database.close()


def _founder(folder: DeskFolder, sample: Sample) -> Founder:
    seal = SigningKey.generate()
    roles = tuple(role.value for role in sample.roles)
    return Founder(folder.new_id(), sample.name, sample.number, roles, seal, None)
