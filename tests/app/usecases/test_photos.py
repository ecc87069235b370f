"""Photos of the piece: small, bare, kept once, taken away and brought back."""

import io
import random
import zlib
from uuid import UUID

import pytest
from PIL import Image
from sqlalchemy import func, select

from app.domain.case import Step
from app.domain.missing import Missing
from app.domain.photo import LARGEST_PHOTO, LONGEST_SIDE, MOST_PHOTOS, is_bare_photo
from app.domain.protocol import Evidence
from app.seal.payloads import SittingClosed, decode_payload
from app.seal.records import RecordType, open_record
from app.storage.tables import BlobRow, PhotoRow, RecordRow
from app.usecases.photo_making import PhotoNotRead, PhotoTooLarge, small_photo
from app.usecases.photos import PhotosFull
from app.usecases.practical import CriteriaMissing, Seen
from app.usecases.sittings import NotInSitting, SittingNotRunning
from app.workspace import Workspace
from tests.desk_work import CaseWalk, a_photo

pytestmark = pytest.mark.begins_at(Step.PRACTICAL)

POSITION = b"57.7826 14.1618"


def phone_picture(width: int = 4032, height: int = 3024, turned: int = 6) -> bytes:
    """What a phone gives: large, turned by EXIF, with its position, model and a comment."""
    photo = Image.effect_mandelbrot((width // 8, height // 8), (-2, -1, 1, 1), 60).convert("RGB")
    photo = photo.resize((width, height))
    exif = Image.Exif()
    exif[0x0112] = turned
    exif[0x010F] = "Phone of Anna"
    exif[0x9286] = POSITION
    place = exif.get_ifd(0x8825)
    place.update({1: "N", 2: (57.0, 46.0, 57.0), 3: "E", 4: (14.0, 9.0, 42.0)})
    exif[0x8825] = place
    out = io.BytesIO()
    photo.save(out, "JPEG", quality=90, exif=exif, comment=POSITION)
    return out.getvalue()


@pytest.fixture
def sitting(walk: CaseWalk) -> UUID:
    """A practical just begun."""
    return walk.desk.practical.start(walk.to(Step.PRACTICAL).case_id)


@pytest.fixture
def criterion(walk: CaseWalk) -> str:
    """The first criterion that wants a photo."""
    return next(c.id for c in walk.protocol.criteria if c.evidence is Evidence.PHOTO)


class TestMaking:
    """Any picture in, a small bare JPEG out."""

    def test_a_phone_picture_stands_upright_small_and_without_its_position(self) -> None:
        """R28: GPS, model, comment and the turn are gone; the picture is turned instead."""
        raw = phone_picture()
        assert POSITION in raw
        content = small_photo(raw)
        assert is_bare_photo(content)
        assert POSITION not in content
        assert b"Anna" not in content
        assert b"Exif" not in content
        with Image.open(io.BytesIO(content)) as photo:
            assert photo.size == (LONGEST_SIDE * 3 // 4, LONGEST_SIDE)

    def test_noise_that_no_quality_makes_small_gets_smaller_sides(self) -> None:
        raw, out = random.Random(4).randbytes(1600 * 1200 * 3), io.BytesIO()
        Image.frombytes("RGB", (1600, 1200), raw).save(out, "BMP")
        content = small_photo(out.getvalue())
        assert len(content) <= LARGEST_PHOTO
        assert is_bare_photo(content)

    @pytest.mark.parametrize("mode", ["L", "P", "RGBA", "LA", "1", "I;16"])
    def test_every_png_a_clipboard_gives_becomes_a_photo(self, mode: str) -> None:
        out = io.BytesIO()
        Image.new("L", (60, 20), 128).convert(mode).save(out, "PNG")
        content = small_photo(out.getvalue())
        assert is_bare_photo(content)

    def test_what_is_clear_in_a_png_is_white_in_the_photo(self) -> None:
        out = io.BytesIO()
        Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(out, "PNG")
        with Image.open(io.BytesIO(small_photo(out.getvalue()))) as photo:
            assert photo.getpixel((4, 4)) == (255, 255, 255)

    def test_a_heic_of_a_phone_is_refused_by_name(self) -> None:
        with pytest.raises(PhotoNotRead) as refused:
            small_photo(b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(400))
        assert refused.value.problem == "HEIC"

    @pytest.mark.parametrize(
        "raw",
        [
            b"",
            b"hello",
            b"%PDF-1.7",
            b"\xff\xd8\xff\xe0",
            phone_picture(640, 480)[:4000],
            b"GIF89a" + bytes(40),
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        ],
    )
    def test_what_is_no_whole_picture_is_refused(self, raw: bytes) -> None:
        with pytest.raises(PhotoNotRead):
            small_photo(raw)

    def test_a_picture_made_to_fill_the_memory_is_refused_before_it_is_read(self) -> None:
        """A PNG of a few bytes that says it is 30 000 × 30 000."""
        out = io.BytesIO()
        Image.new("1", (8, 8)).save(out, "PNG")
        raw = bytearray(out.getvalue())
        raw[16:24] = (30_000).to_bytes(4, "big") * 2
        raw[29:33] = zlib.crc32(bytes(raw[12:29])).to_bytes(4, "big")
        with pytest.raises(PhotoTooLarge):
            small_photo(bytes(raw))

    def test_damage_anywhere_is_a_refusal_or_a_photo_never_an_accident(self) -> None:
        whole, luck = phone_picture(320, 240), random.Random(11)
        for _ in range(200):
            raw = bytearray(whole)
            for _ in range(12):
                raw[luck.randrange(min(900, len(raw)))] = luck.randrange(256)
            try:
                assert is_bare_photo(small_photo(bytes(raw)))
            except (PhotoNotRead, PhotoTooLarge):
                continue


class TestKeeping:
    """With the criterion it belongs to."""

    def test_the_same_picture_twice_is_one(
        self, desk: Workspace, sitting: UUID, criterion: str
    ) -> None:
        """R28: kept once by content, and shown once."""
        (first,) = desk.photos.add(sitting, criterion, a_photo())
        assert desk.photos.add(sitting, criterion, a_photo()) == (first,)
        desk.photos.add(sitting, "sak-4", a_photo())
        with desk.desk.database.reading() as session:
            assert session.scalar(select(func.count()).select_from(BlobRow)) == 1
        assert is_bare_photo(desk.photos.content(first.sha256))

    def test_a_criterion_that_wants_a_photo_is_done_with_one(
        self, desk: Workspace, sitting: UUID, criterion: str
    ) -> None:
        said = Seen(3, "Jämn yta.")
        assert desk.practical.observe(sitting, criterion, said).missing == (Missing.PHOTO,)
        with pytest.raises(CriteriaMissing):
            desk.practical.hand_in(sitting)
        desk.photos.add(sitting, criterion, a_photo())
        assert desk.practical.observe(sitting, criterion, said).is_done
        (photo,) = desk.practical.observe(sitting, criterion, said).photos
        assert desk.photos.remove(photo.id) == ()
        assert desk.practical.observe(sitting, criterion, said).missing == (Missing.PHOTO,)

    def test_a_photo_taken_away_keeps_its_row_and_comes_back(
        self, desk: Workspace, sitting: UUID, criterion: str
    ) -> None:
        (photo,) = desk.photos.add(sitting, criterion, a_photo())
        desk.photos.remove(photo.id)
        (again,) = desk.photos.add_again(photo.id)
        assert again.sha256 == photo.sha256
        with desk.desk.database.reading() as session:
            assert session.scalar(select(func.count()).select_from(PhotoRow)) == 2

    def test_a_criterion_holds_a_few_photos_and_says_so(
        self, desk: Workspace, sitting: UUID, criterion: str
    ) -> None:
        for side in range(MOST_PHOTOS):
            desk.photos.add(sitting, criterion, a_photo(32 + side))
        with pytest.raises(PhotosFull):
            desk.photos.add(sitting, criterion, a_photo(99))

    def test_nothing_is_added_where_nothing_may_be_rated(
        self, desk: Workspace, walk: CaseWalk, sitting: UUID, criterion: str
    ) -> None:
        with pytest.raises(NotInSitting):
            desk.photos.add(sitting, "nowhere", a_photo())
        desk.practical.pause(sitting)
        with pytest.raises(SittingNotRunning):
            desk.photos.add(sitting, criterion, a_photo())

    def test_the_record_names_the_photos_and_their_files(
        self, desk: Workspace, walk: CaseWalk
    ) -> None:
        """The header lists what has to be sent; the payload says which criterion it shows."""
        walk.to(Step.DECISION)
        with desk.desk.database.reading() as session:
            found = select(RecordRow).where(RecordRow.type == RecordType.SITTING_CLOSED)
            record = list(session.scalars(found.order_by(RecordRow.seq)))[-1]
            blobs = {row.sha256: len(row.content) for row in session.scalars(select(BlobRow))}
        said = decode_payload(record.type, record.payload or b"")
        assert isinstance(said, SittingClosed)
        shown = {photo for rating in said.ratings for photo in rating.photos}
        assert shown == set(blobs)
        header = open_record(record.raw, desk.desk.signer.key.public)
        assert {blob.sha256.hex(): blob.size for blob in header.blobs} == blobs
