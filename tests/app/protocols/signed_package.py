"""A package signed in the small world of keys, every part of it to be bent."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from app.protocols.package import LoadedPackage, load_package
from app.protocols.package_file import PackageFile
from app.protocols.sealed import seal_package
from app.seal.keys import SigningKey
from app.seal.package_seal import OwnerClaims, sign_owner
from app.seal.trust import Trust
from tests.app.protocols.sample_package import Files, sample_files, write_package
from tests.app.seal import world as w

OWNER_KEY, OTHER_KEY = w.key("scheme owner"), w.key("another owner")
TODAY = w.TODAY
OWNER = OwnerClaims(
    public=OWNER_KEY.public,
    name="Exempelhuvudman",
    schemes=("prov",),
    codes=("TST-1",),
    first_day=date(2026, 1, 1),
    last_day=date(2026, 12, 31),
    serial=1,
)


def trust() -> Trust:
    """The pinned roots with the usual trust list."""
    return Trust.load(w.ROOTS, w.trust_list())


def statement(signer: Any = w.AUTHORITY, **changes: Any) -> bytes:
    """The owner's statement, the usual claims but for `changes`."""
    return sign_owner(signer, replace(OWNER, **changes))


def loaded(folder: Path, version: str = "1.0.0", files: Files | None = None) -> LoadedPackage:
    """The sample package, read from a folder that is written first."""
    content = files or sample_files()
    content["protocol.yaml"]["version"] = version
    return load_package(write_package(folder / f"package-{version}", content))


def package(folder: Path, version: str = "1.0.0", files: Files | None = None) -> PackageFile:
    """The sample package, signed today."""
    return seal_package(loaded(folder, version, files), OWNER_KEY, statement(), TODAY)


def resigned(
    canonical: bytes, pictures: dict[str, bytes], key: SigningKey = OWNER_KEY
) -> PackageFile:
    """Any content, truly signed by its owner as TST-1 1.0.0."""
    from hashlib import sha256

    from app.seal.package_seal import PackageClaims, sign_package

    claims = PackageClaims(sha256(canonical).digest(), "prov", "TST-1", "1.0.0", TODAY)
    return PackageFile(canonical, pictures, sign_package(key, claims), statement())
