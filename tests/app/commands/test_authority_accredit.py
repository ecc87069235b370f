"""`authority accredit`: shown, asked once, signed; what is not a request is refused in words."""

import json
from base64 import b64decode
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from app.certificate.code_picture import code_png
from app.certificate.reading import codes_in_file
from app.seal import cose
from app.seal.accredit_text import AccreditationRequest, answer_text, read_answer, request_text
from app.seal.claims import AccreditationClaims
from app.seal.cose import Purpose
from app.seal.keys import ESP256, SigningKey
from app.seal.owner_key import create_key
from tests.app.commands.command_line import run_app
from tests.app.seal import world as w
from tests.desk_work import QUICK

Done = CompletedProcess[str]
SECRET = {"INTYGA_PASSPHRASE": "nio torra tallar vid sjön"}
TODAY, DAY = date.today(), timedelta(days=1)
SEAL = SigningKey.generate(ESP256)
REQUEST = AccreditationRequest(
    SEAL.public, "Maria Sandberg", 10472, "Testcenter Värnamo", ("CNC-1",), 3, TODAY
)


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The authority's key file."""
    path = tmp_path_factory.mktemp("office") / "authority.key"
    create_key(path, SECRET["INTYGA_PASSPHRASE"], QUICK)
    return path


def accredit(key: Path, asked: str | Path, *more: str | Path) -> Done:
    """The command; nobody answers its question unless it says --yes."""
    return run_app("authority", "accredit", asked, "--key", key, *more, **SECRET)


def claims_in(told: str) -> AccreditationClaims:
    """What the answer in the command's output says."""
    line = next(line for line in told.splitlines() if line.startswith("KB1A"))
    return AccreditationClaims.from_bytes(
        cose.open1(read_answer(line), Purpose.ACCREDITATION).payload
    )


def test_a_text_is_shown_and_answered_by_the_authoritys_key(key: Path, tmp_path: Path) -> None:
    """R1: everything that is signed stands on the screen before the question."""
    out = tmp_path / "svar.png"
    done = accredit(key, request_text(SEAL, REQUEST), "--yes", "--out", out)
    assert done.returncode == 0, done.stderr
    kid = REQUEST.kid.hex()
    for shown in (kid[:4] + " " + kid[4:8], "Maria Sandberg, nr 10472", "CNC-1", str(TODAY)):
        assert shown in done.stdout
    claims = claims_in(done.stdout)
    assert (claims.seal_public, claims.algorithm, claims.serial) == (SEAL.public, ESP256, 3)
    assert (claims.first_day, claims.last_day) == (TODAY, TODAY + 90 * DAY)
    public = b64decode(json.loads(key.read_bytes())["public"])
    text = codes_in_file(out)[0]
    cose.check1(cose.open1(read_answer(text), Purpose.ACCREDITATION), public)


def test_a_picture_and_a_text_file_are_read_and_profiles_may_be_others(
    key: Path, tmp_path: Path
) -> None:
    picture, text = tmp_path / "fråga.png", tmp_path / "fråga.txt"
    picture.write_bytes(code_png(request_text(SEAL, REQUEST)))
    text.write_text(request_text(SEAL, REQUEST).lower() + "\n")
    for asked in (picture, text):
        done = accredit(key, asked, "--yes", "--days", "119", "--profiles", "CNC-1, SVE-1")
        claims = claims_in(done.stdout)
        assert claims.profiles == ("CNC-1", "SVE-1")
        assert claims.last_day == TODAY + 119 * DAY


def test_nothing_is_signed_unless_somebody_says_yes(key: Path) -> None:
    done = accredit(key, request_text(SEAL, REQUEST))
    assert done.returncode == 1
    assert "Inget är signerat" in done.stdout
    assert "KB1A" not in done.stdout


@pytest.mark.parametrize(
    ("asked", "more", "said"),
    [
        ("finns-inte.png", [], "går inte att läsa"),
        (answer_text(w.accreditation()), [], "ingen fråga om ackreditering (other)"),
        (request_text(SEAL, REQUEST)[:-3], [], "(damaged)"),
        (request_text(SEAL, REQUEST), ["--days", "120"], "högst 119 dagar"),
        (request_text(SEAL, REQUEST), ["--days", "-1"], "högst 119 dagar"),
        (request_text(SEAL, REQUEST), ["--days", "99999999"], "högst 119 dagar"),
        (request_text(SEAL, REQUEST), ["--profiles", "cnc 1"], "högst 119 dagar"),
        (request_text(SEAL, REQUEST), ["--out", "svar.pdf"], ".png eller .svg"),
        (request_text(SEAL, replace(REQUEST, profiles=())), [], "--profiles"),
        (request_text(SEAL, replace(REQUEST, asked=TODAY - 40 * DAY)), [], "visa en ny"),
        (request_text(SEAL, replace(REQUEST, asked=TODAY + 40 * DAY)), [], "visa en ny"),
    ],
)
def test_what_cannot_be_signed_is_said_in_words(
    key: Path, asked: str, more: list[str], said: str
) -> None:
    done = accredit(key, asked, "--yes", *more)
    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_the_wrong_passphrase_signs_nothing(key: Path) -> None:
    asked = request_text(SEAL, REQUEST)
    wrong = {"INTYGA_PASSPHRASE": "en helt annan fras"}
    done = run_app("authority", "accredit", asked, "--key", key, "--yes", **wrong)
    assert done.returncode == 1
    assert "KB1A" not in done.stdout


def test_an_authority_with_a_p256_key_accredits_too(tmp_path: Path) -> None:
    made = run_app("authority", "key", tmp_path / "k", "--algorithm", "p256", **SECRET)
    assert made.returncode == 0
    done = accredit(tmp_path / "k", request_text(SEAL, REQUEST), "--yes")
    line = next(line for line in done.stdout.splitlines() if line.startswith("KB1A"))
    public = b64decode(json.loads((tmp_path / "k").read_bytes())["public"])
    cose.check1(cose.open1(read_answer(line), Purpose.ACCREDITATION), public, ESP256)
