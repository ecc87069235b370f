"""The node's word on a funding project: what it is called, when it runs, whom it takes."""

from dataclasses import dataclass
from uuid import UUID

from app.domain.employment import Employment
from app.domain.participation import Project, Target
from app.seal import cbor, cose
from app.seal.cose import Purpose
from app.seal.keys import SigningKey, algorithm_of
from app.seal.shape import Fields, bad_shape, checked_text, day_number

NAME_MOST, NUMBER_MOST, LOGO_MOST, TARGETS_MOST = 320, 80, 48 * 1024, 60
"""The longest texts in bytes of UTF-8, the largest logo in bytes."""
PNG = b"\x89PNG\r\n\x1a\n"
_PEOPLE_MOST = 1_000_000
_SERIAL_MOST = 2**31


@dataclass(frozen=True, slots=True)
class ProjectWord:
    """A project as it stands; of two words on one project the higher `serial` counts."""

    project: Project
    serial: int

    def to_bytes(self) -> bytes:
        """The payload to sign. Raises BadSeal E_SHAPE for what no desk would take."""
        project = self.project
        raw = cbor.encode(
            {
                1: project.id.bytes,
                2: self.serial,
                3: project.name,
                4: project.number,
                5: project.owner,
                6: day_number(project.first),
                7: day_number(project.last),
                8: [[day_number(target.day), target.people] for target in project.targets],
                9: [status.value for status in project.statuses],
                10: project.logo or None,
            }
        )
        ProjectWord.from_bytes(raw)
        return raw

    @classmethod
    def from_bytes(cls, raw: bytes) -> "ProjectWord":
        """The word behind a payload. Raises BadSeal: E_CBOR, E_NONCANONICAL, E_SHAPE."""
        fields = Fields(cbor.decode(raw), set(range(1, 11)))
        project = Project(
            id=UUID(bytes=fields.octets(1, 16)),
            name=fields.text(3, NAME_MOST),
            number=fields.text(4, NUMBER_MOST),
            owner=fields.text(5, NAME_MOST),
            first=fields.day(6),
            last=fields.day(7),
            targets=tuple(_target(one) for one in fields.items(8, 0, TARGETS_MOST)),
            statuses=tuple(_status(one) for one in fields.items(9, 1, len(Employment))),
            logo=_logo(fields.raw(10)) if fields.is_given(10) else b"",
        )
        if project.last < project.first or len(set(project.statuses)) != len(project.statuses):
            raise bad_shape()
        return cls(project, fields.integer(2, 1, _SERIAL_MOST))


def sign_project(node_key: SigningKey, word: ProjectWord) -> bytes:
    """The word as the node tells it. Raises BadSeal."""
    return cose.sign1(node_key, word.to_bytes(), Purpose.PROJECT)


def open_project(raw: bytes, node_public: bytes) -> ProjectWord:
    """The word in bytes signed by `node_public`. Raises BadSeal."""
    signed = cose.open1(raw, Purpose.PROJECT)
    cose.kid_of(signed)
    cose.check1(signed, node_public, algorithm_of(node_public) or 0)
    return ProjectWord.from_bytes(signed.payload)


def _target(value: object) -> Target:
    if not isinstance(value, list) or len(value) != 2:
        raise bad_shape()
    fields = Fields(dict(enumerate(value)), {0, 1})
    return Target(fields.day(0), fields.integer(1, 1, _PEOPLE_MOST))


def _status(value: object) -> Employment:
    try:
        return Employment(checked_text(value, 20))
    except ValueError as error:
        raise bad_shape() from error


def _logo(value: object) -> bytes:
    if not isinstance(value, bytes) or not value.startswith(PNG) or len(value) > LOGO_MOST:
        raise bad_shape()
    return value
