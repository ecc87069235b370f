"""Whatever is written into a package, it loads or all that is wrong is told; nothing else."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.protocols.faults import ProtocolErrors
from app.protocols.package import load_package
from tests.app.protocols.sample_package import as_yaml, sample_files, write_package

YAML_FILES = ["protocol.yaml", "texts.yaml", "items/matning.yaml"]

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["", "a", "0.1", "{x}", "b=x"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "sv", "en", "text", "kind"]), inner, max_size=3)
    ),
    max_leaves=6,
)


def places(value: Any, path: tuple = ()) -> Iterator[tuple]:
    yield path
    pairs: Any = value.items() if isinstance(value, dict) else ()
    if isinstance(value, list):
        pairs = enumerate(value)
    for step, inner in pairs:
        yield from places(inner, (*path, step))


PLACES = [place for place in places({name: sample_files()[name] for name in YAML_FILES}) if place]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_package(tmp_path_factory.mktemp("package"), sample_files())


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(PLACES), plain)
def test_any_value_at_any_place(folder: Path, place: tuple, value: Any) -> None:
    files = sample_files()
    inner = files
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    name = place[0]
    (folder / name).write_text(as_yaml(files[name]), encoding="utf-8")
    with suppress(ProtocolErrors):
        load_package(folder)
    (folder / name).write_text(as_yaml(sample_files()[name]), encoding="utf-8")


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(YAML_FILES), st.integers(0, 10_000), st.integers(0, 40), st.binary(max_size=8)
)
def test_any_bytes_at_any_place(
    folder: Path, name: str, start: int, length: int, written: bytes
) -> None:
    whole = as_yaml(sample_files()[name]).encode()
    start %= len(whole)
    (folder / name).write_bytes(whole[:start] + written + whole[start + length :])
    with suppress(ProtocolErrors):
        load_package(folder)
    (folder / name).write_bytes(whole)
