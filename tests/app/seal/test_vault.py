"""Keys at rest: who can open what, what a tampered file gives, and what a wrong PIN costs."""

import os
import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import msgspec
import pytest

from app.seal.keys import ESP256, SigningKey
from app.seal.recovery import new_recovery_code, recovery_secret
from app.seal.vault import (
    Cost,
    Opened,
    SealMismatch,
    TooManyTries,
    Vault,
    VaultEntry,
    WrongRecoveryCode,
    WrongSecret,
    new_data_key,
    new_entry,
    new_recovery,
    open_entry,
    open_recovery,
    unwrap_key,
    wrap_entry,
    wrap_key,
)
from app.seal.vault_file import (
    DamagedVault,
    NewerVault,
    VaultFile,
    VaultNotSaved,
    wait_after,
)

QUICK = Cost(memory_kib=64, passes=1, lanes=1)
MARIA, PER = UUID(int=1), UUID(int=2)
PEPPER = b"p" * 32
DATA_KEY = bytes(range(32))
MARIA_SEAL, PER_SEAL = SigningKey.from_bytes(b"m" * 32), SigningKey.from_bytes(b"n" * 32)
NOW = datetime(2026, 3, 20, 7, 0, tzinfo=UTC)


def _entry(who: UUID, seal: SigningKey, pin: str, pepper: bytes | None = PEPPER) -> VaultEntry:
    return new_entry((who, "Namn", ("assessor",)), Opened(DATA_KEY, seal), pin, pepper, QUICK)


def _vault() -> Vault:
    vault = Vault(desk="bärbar 07", centre="Testcenter Värnamo")
    vault = vault.with_entry(_entry(MARIA, MARIA_SEAL, "194705"))
    return vault.with_entry(_entry(PER, PER_SEAL, "660218"))


@pytest.fixture
def file(tmp_path: Path) -> VaultFile:
    """A key file with two assessors."""
    file = VaultFile(tmp_path / "keys.json")
    file.write(_vault())
    return file


def _try(file: VaultFile, pin: str, now: datetime = NOW) -> None:
    with pytest.raises(WrongSecret):
        file.open(MARIA, pin, PEPPER, now)


def test_the_right_pin_opens_the_data_and_ones_own_seal(file: VaultFile) -> None:
    """R51: each opens the same desk and signs as oneself."""
    maria = file.open(MARIA, "194705", PEPPER, NOW)
    per = file.open(PER, "660218", PEPPER, NOW)
    assert maria.data_key == per.data_key == DATA_KEY
    assert (maria.seal.public, per.seal.public) == (MARIA_SEAL.public, PER_SEAL.public)


def test_a_colleagues_pin_opens_nothing_of_mine() -> None:
    """A colleague who opens the desk cannot sign as another, even by swapping the wraps."""
    maria, per = _vault().entries
    assert open_entry(maria, "660218", PEPPER) is None
    swapped = msgspec.structs.replace(per, seal_key=maria.seal_key, seal_public=maria.seal_public)
    assert open_entry(swapped, "660218", PEPPER) is None
    posing = msgspec.structs.replace(per, id=MARIA)
    assert open_entry(posing, "660218", PEPPER) is None


def test_the_pin_is_worth_nothing_without_the_keyrings_share() -> None:
    """A stolen disk holds no pepper: a PIN alone does not protect it."""
    maria, _ = _vault().entries
    assert open_entry(maria, "194705", None) is None
    assert open_entry(maria, "194705", b"q" * 32) is None
    passphrase = _entry(MARIA, MARIA_SEAL, "tre gula truckar", None)
    assert open_entry(passphrase, "tre gula truckar", None) is not None


def test_a_passphrase_is_the_same_on_every_keyboard() -> None:
    """A composed and a decomposed å are one letter."""
    entry = _entry(MARIA, MARIA_SEAL, "gr\u00e5 stålspån", None)
    assert open_entry(entry, "gra\u030a sta\u030alspa\u030an", None) is not None


def test_a_key_is_bound_to_its_owner_and_its_purpose() -> None:
    """AES-256-GCM with both as associated data."""
    wrapped = wrap_key(DATA_KEY, b"w" * 32, MARIA, "data")
    assert unwrap_key(wrapped, b"w" * 32, MARIA, "data") == DATA_KEY
    for wrapping, owner, purpose in (
        (b"w" * 32, PER, "data"),
        (b"w" * 32, MARIA, "seal"),
        (b"w" * 32, None, "data"),
        (b"v" * 32, MARIA, "data"),
    ):
        assert unwrap_key(wrapped, wrapping, owner, purpose) is None
    assert unwrap_key(b"", b"w" * 32, MARIA, "data") is None


def test_equal_secrets_leave_no_equal_bytes() -> None:
    """Salt and nonce are fresh each time; the file shows no PIN, key or seal."""
    first, second = _entry(MARIA, MARIA_SEAL, "194705"), _entry(MARIA, MARIA_SEAL, "194705")
    assert first.salt != second.salt
    assert first.data_key[12:] != second.data_key[12:]
    raw = msgspec.json.encode(_vault())
    for secret in (DATA_KEY, MARIA_SEAL.raw, b"194705", PEPPER):
        assert secret not in raw
        assert msgspec.json.encode(secret).strip(b'"') not in raw


def test_a_seal_that_is_not_the_one_named_is_refused() -> None:
    """The public key shown before unlock is the key behind it."""
    maria, _ = _vault().entries
    other = msgspec.structs.replace(maria, seal_public=PER_SEAL.public)
    with pytest.raises(SealMismatch):
        open_entry(other, "194705", PEPPER)


def test_no_changed_byte_of_a_wrapped_key_opens() -> None:
    """GCM notices every bit."""
    maria, _ = _vault().entries
    dice = random.Random(3)
    for _ in range(60):
        bent = bytearray(maria.seal_key)
        bent[dice.randrange(len(bent))] ^= 1 << dice.randrange(8)
        tampered = msgspec.structs.replace(maria, seal_key=bytes(bent))
        assert open_entry(tampered, "194705", PEPPER) is None


def test_a_new_pin_takes_the_old_ones_place() -> None:
    """Same keys, fresh salt, tries forgotten."""
    maria, _ = _vault().entries
    opened = Opened(DATA_KEY, MARIA_SEAL)
    changed = wrap_entry(maria, opened, "305816", PEPPER)
    assert open_entry(changed, "194705", PEPPER) is None
    reopened = open_entry(changed, "305816", PEPPER)
    assert reopened is not None
    assert reopened.data_key == DATA_KEY


def test_what_the_unlock_screen_shows_needs_no_pin(file: VaultFile) -> None:
    """Names, roles, profiles and the last accredited day, before anybody unlocks."""
    shown = msgspec.structs.replace(
        file.read().entry(MARIA), profiles=("CNC-1",), accredited_to=date(2026, 5, 14)
    )
    file.write(file.read().with_entry(shown))
    vault = file.read()
    assert [entry.name for entry in vault.entries] == ["Namn", "Namn"]
    assert vault.entry(MARIA).accredited_to == date(2026, 5, 14)
    assert (vault.desk, vault.centre) == ("bärbar 07", "Testcenter Värnamo")


def test_five_wrong_tries_then_a_growing_wait(file: VaultFile) -> None:
    """Four are free, the fifth makes the next wait, and each after it twice as long."""
    left = []
    for _ in range(5):
        with pytest.raises(WrongSecret) as wrong:
            file.open(MARIA, "000000", PEPPER, NOW)
        left.append(wrong.value.left)
    assert left == [4, 3, 2, 1, 0]
    with pytest.raises(TooManyTries) as early:
        file.open(MARIA, "194705", PEPPER, NOW + timedelta(seconds=10))
    assert early.value.wait_seconds == 20
    _try(file, "000000", NOW + timedelta(seconds=30))
    with pytest.raises(TooManyTries) as later:
        file.open(MARIA, "194705", PEPPER, NOW + timedelta(seconds=30))
    assert later.value.wait_seconds == 60
    assert [wait_after(tries) for tries in (4, 5, 6, 7, 100)] == [0, 30, 60, 120, 3600]


def test_the_count_is_on_disk_and_outlives_the_program(file: VaultFile) -> None:
    """Starting again gives no tries for free, and the right PIN forgets them."""
    for _ in range(3):
        _try(VaultFile(file.path), "000000")
    assert file.read().entry(MARIA).tries == 3
    assert file.read().entry(PER).tries == 0
    VaultFile(file.path).open(MARIA, "194705", PEPPER, NOW)
    assert file.read().entry(MARIA).tries == 0


def test_a_try_counts_before_it_is_judged(file: VaultFile) -> None:
    """Pulling the plug at the right moment gives no guess for free."""
    broken = msgspec.structs.replace(file.read().entry(MARIA), seal_public=PER_SEAL.public)
    file.write(file.read().with_entry(broken))
    with pytest.raises(SealMismatch):
        file.open(MARIA, "194705", PEPPER, NOW)
    assert file.read().entry(MARIA).tries == 1


def test_setting_the_clock_back_waits_anew_but_not_for_years(file: VaultFile) -> None:
    """A wrong clock neither shortens the wait nor locks the desk for good."""
    for _ in range(5):
        _try(file, "000000")
    last_year = NOW - timedelta(days=365)
    with pytest.raises(TooManyTries) as turned:
        file.open(MARIA, "194705", PEPPER, last_year)
    assert turned.value.wait_seconds == 30
    file.open(MARIA, "194705", PEPPER, last_year + timedelta(seconds=30))


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"\xff\xfe", b'{"entries": 3}', b'{"more": 1}'])
def test_a_damaged_file_is_said_to_be_one(file: VaultFile, raw: bytes) -> None:
    """Bytes changed or cut short."""
    file.path.write_bytes(raw)
    with pytest.raises(DamagedVault) as refused:
        file.read()
    assert refused.value.path == file.path


def test_a_newer_file_is_told_from_a_damaged_one(file: VaultFile) -> None:
    """An older Intyga leaves it alone."""
    file.path.write_bytes(b'{"version": 2, "entries": {}, "more": true}')
    with pytest.raises(NewerVault):
        file.read()


def test_a_cost_that_would_stop_the_computer_is_refused(file: VaultFile) -> None:
    """A tampered file cannot ask for all memory there is."""
    raw = file.path.read_bytes().replace(b'"memory_kib": 64', b'"memory_kib": 999999999999')
    file.path.write_bytes(raw)
    with pytest.raises(DamagedVault):
        file.read()


def test_a_write_that_fails_leaves_the_old_file_whole(file: VaultFile, tmp_path: Path) -> None:
    """Written beside, made durable, renamed: never half a key file."""
    before = file.path.read_bytes()
    (tmp_path / "keys.json.new").mkdir()
    with pytest.raises(VaultNotSaved):
        file.write(Vault())
    assert file.path.read_bytes() == before


def test_what_is_written_is_on_the_disk_before_anybody_goes_on(
    file: VaultFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file's bytes first, then, under its name, the folder."""
    seen: list[bytes] = []
    monkeypatch.setattr(os, "fsync", lambda _: seen.append(file.path.read_bytes()))
    before = file.path.read_bytes()
    file.write(Vault())
    assert seen == [before, file.path.read_bytes()]


def test_a_guess_costs_what_the_design_says() -> None:
    """certificate.md, "Keys on the laptop": Argon2id with 256 MiB, t=3."""
    assert (Cost().memory_kib, Cost().passes) == (256 * 1024, 3)


def test_nobody_unknown_opens_anything(file: VaultFile) -> None:
    """An id that is not in the file is a mistake of ours, not a wrong PIN."""
    with pytest.raises(KeyError):
        file.open(UUID(int=3), "194705", PEPPER, NOW)


def test_the_file_is_for_its_owner_only(file: VaultFile) -> None:
    """Another user of the computer gets nothing to guess at."""
    assert file.path.stat().st_mode & 0o077 == 0


def test_the_printed_code_opens_the_data_and_no_seal() -> None:
    """However it is typed; a seal is not recovered, a new one is made."""
    code, data_key = new_recovery_code(), new_data_key()
    recovery = new_recovery(code, data_key, QUICK)
    assert open_recovery(recovery, code) == data_key
    assert open_recovery(recovery, code.lower().replace("-", " ").replace("0", "o")) == data_key
    for wrong in (new_recovery_code(), "mistyped"):
        with pytest.raises(WrongRecoveryCode):
            open_recovery(recovery, wrong)


def test_a_mistyped_code_is_found_before_the_long_calculation() -> None:
    """One wrong, missing or swapped letter does not pass the check."""
    code = "7K3M-Q9TX-4HVD-2RPA-W8NC-5JBE-012X"
    assert recovery_secret(code) == code.replace("-", "")[:26]
    wrong, swapped = "V" + code[1:], code[1] + code[0] + code[2:]
    for typed in ("", code[:-1], code + "A", wrong, swapped, "U" + code[1:], "é" + code[1:]):
        assert recovery_secret(typed) is None


def test_codes_are_long_and_never_alike() -> None:
    """130 random bits in seven groups of four."""
    codes = {new_recovery_code() for _ in range(50)}
    assert len(codes) == 50
    assert all([len(group) for group in code.split("-")] == [4] * 7 for code in codes)
    assert all(recovery_secret(code) for code in codes)


def test_a_p256_seal_is_kept_as_any_other() -> None:
    """Its algorithm is told by the public half; a swapped one is tampering, not a crash."""
    seal = SigningKey.generate(ESP256)
    entry = _entry(PER, seal, "660218")
    opened = open_entry(entry, "660218", PEPPER)
    assert opened is not None
    assert (opened.seal.public, opened.seal.algorithm) == (seal.public, ESP256)
    for public in (MARIA_SEAL.public, SigningKey.generate(ESP256).public, b"", bytes(40)):
        with pytest.raises(SealMismatch):
            open_entry(msgspec.structs.replace(entry, seal_public=public), "660218", PEPPER)
