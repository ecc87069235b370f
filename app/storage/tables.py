"""Every table of the desk's file. Rows are projections; the signed log is the fact."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.assessing_tables import (
    AdjustmentRow,
    BlobRow,
    CreditRow,
    LeftAreaRow,
    OverrideRow,
    PhotoRow,
    ReviewRow,
    SettlementRow,
)
from app.storage.authority_tables import CentreAccreditationRow, RegisterRow, TieRow
from app.storage.booking_tables import BookingRow
from app.storage.case_tables import (
    CaseEventRow,
    CaseRow,
    DecisionRow,
    DrawnItemRow,
    IncidentRow,
    MetItemRow,
    ObservationRow,
    PlanRow,
    ResponseRow,
    SittingRow,
)
from app.storage.certificate_tables import (
    CertificateChangeRow,
    CertificateFileRow,
    EndorsementRow,
    PaperCertificateRow,
)
from app.storage.column_types import Structure
from app.storage.company_tables import (
    ColumnMappingRow,
    CompanyRow,
    GroupOrderRow,
    OrderPersonRow,
    PeopleImportRow,
    RotaRow,
)
from app.storage.conflict_tables import ConflictRow
from app.storage.conversation_tables import (
    ConversationAnswerRow,
    ConversationGuideRow,
    ConversationRow,
)
from app.storage.export_tables import ExportFileRow
from app.storage.log_tables import (
    ExportRow,
    FeedEntryRow,
    NamedBlobRow,
    ReceiptRow,
    RecordRow,
    TrustDocumentRow,
    VerificationRow,
)
from app.storage.measure_tables import CompanyLevelRow, MeasurePersonRow, MeasureRow
from app.storage.participation_tables import (
    AttestedHoursRow,
    ParticipationRow,
    ProjectRow,
    ToldMonthRow,
)
from app.storage.people_tables import (
    OrganisationRow,
    PersonEventRow,
    PersonNameRow,
    PersonRow,
    PersonTokenRow,
    PersonWordsRow,
    ToldGenderRow,
)
from app.storage.rows import STRICT, Row
from app.storage.told_tables import ObjectPieceRow, ToldProtocolRow

__all__ = [
    "AdjustmentRow",
    "AssessorRow",
    "AttestedHoursRow",
    "BlobRow",
    "BookingRow",
    "CaseEventRow",
    "CaseRow",
    "CentreAccreditationRow",
    "CertificateChangeRow",
    "CertificateFileRow",
    "CertificateRow",
    "ColumnMappingRow",
    "CompanyLevelRow",
    "CompanyRow",
    "ConflictRow",
    "ConversationAnswerRow",
    "ConversationGuideRow",
    "ConversationRow",
    "CreditRow",
    "DecisionRow",
    "DeskFact",
    "DrawnItemRow",
    "EndorsementRow",
    "ExportFileRow",
    "ExportRow",
    "FeedEntryRow",
    "GroupOrderRow",
    "IncidentRow",
    "LeftAreaRow",
    "MeasurePersonRow",
    "MeasureRow",
    "MetItemRow",
    "NamedBlobRow",
    "ObjectPieceRow",
    "ObservationRow",
    "OrderPersonRow",
    "OrganisationRow",
    "OverrideRow",
    "PaperCertificateRow",
    "ParticipationRow",
    "PeopleImportRow",
    "PersonEventRow",
    "PersonNameRow",
    "PersonRow",
    "PersonTokenRow",
    "PersonWordsRow",
    "PhotoRow",
    "PictureRow",
    "PlanRow",
    "ProjectRow",
    "ProtocolRow",
    "ReceiptRow",
    "RecordRow",
    "RegisterRow",
    "ResponseRow",
    "ReviewRow",
    "RotaRow",
    "Row",
    "SealRow",
    "SettlementRow",
    "SittingRow",
    "TieRow",
    "ToldGenderRow",
    "ToldMonthRow",
    "ToldProtocolRow",
    "TrustDocumentRow",
    "VerificationRow",
]


class DeskFact(Row):
    """One named fact of this desk: its id, epoch, centre, node address, cursor."""

    __tablename__ = "desk_facts"
    __table_args__ = STRICT
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class AssessorRow(Row):
    """Somebody who may work at this desk."""

    __tablename__ = "assessors"
    __table_args__ = STRICT
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    number: Mapped[int]
    roles: Mapped[tuple[str, ...]] = mapped_column(Structure(tuple[str, ...]))
    secrecy_signed: Mapped[date | None]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))


class SealRow(Row):
    """An assessor's signing key on this laptop and the accreditation it carries."""

    __tablename__ = "seals"
    __table_args__ = STRICT
    kid: Mapped[bytes] = mapped_column(primary_key=True)
    assessor_id: Mapped[UUID] = mapped_column(ForeignKey("assessors.id"))
    public: Mapped[bytes]
    accreditation: Mapped[bytes | None]
    profiles: Mapped[tuple[str, ...]] = mapped_column(Structure(tuple[str, ...]))
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    centre: Mapped[str]
    next_status_index: Mapped[int]
    state: Mapped[str]


class ProtocolRow(Row):
    """A protocol version as it was installed; cases pin its hash (I2)."""

    __tablename__ = "protocols"
    __table_args__ = STRICT
    hash: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str]
    version: Mapped[str]
    state: Mapped[str]
    canonical: Mapped[bytes]
    installed: Mapped[datetime]
    source: Mapped[str] = mapped_column(default="shipped", server_default="shipped")
    owner_statement: Mapped[bytes | None]
    signature: Mapped[bytes | None]
    recalled: Mapped[datetime | None]
    recall_reason: Mapped[str] = mapped_column(default="", server_default="")


class PictureRow(Row):
    """A picture of a protocol, by content."""

    __tablename__ = "pictures"
    __table_args__ = STRICT
    sha256: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes]


class CertificateRow(Row):
    """An issued certificate; `snapshot` is every printed fact (I4)."""

    __tablename__ = "certificates"
    __table_args__ = (
        Index("uq_certificates_index", "kid", "status_index", unique=True),
        Index("ix_certificates_issued", "issued", "id"),
        STRICT,
    )
    id: Mapped[bytes] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), index=True)
    number: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    state: Mapped[str]
    kid: Mapped[bytes]
    status_index: Mapped[int]
    issued: Mapped[date]
    valid_to: Mapped[date | None]
    snapshot: Mapped[bytes]
    prints: Mapped[int]
