"""A node with a funding project, and a laptop that states who takes part and their hours."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from app.domain.employment import Employment
from app.domain.participation import Activity, Attested, Month, Project, Target
from app.node.funding_file import FundingMonth, read_month, send
from app.node.funding_months import MonthLine, month_lines
from app.node.funding_tables import SentMonth
from app.node.projects import Projects, no_project
from app.seal.funding_identity import close_identity
from app.seal.participation_payloads import ActivityMinutes, HoursAttested, ParticipationStated
from app.seal.payloads import PersonCorrected, PersonRegistered
from app.seal.records import RecordType
from app.sync.wire import SentRecord
from tests.app.node.small_node import SmallNode
from tests.signed_log import SignedLog

JANUARY, FEBRUARY, MARCH, APRIL, MAY = (Month(2026, number) for number in range(1, 6))
WANTED = Project(
    id=no_project(),
    name="Kompetens i industrin",
    number="2025/00123",
    owner="Region Jönköpings län",
    first=date(2026, 1, 1),
    last=date(2027, 12, 31),
    targets=(Target(date(2026, 12, 31), 600), Target(date(2027, 12, 31), 1000)),
    statuses=(Employment.EMPLOYED, Employment.FURLOUGHED, Employment.UNDER_NOTICE),
)


@dataclass(frozen=True, slots=True)
class Taking:
    """Somebody's part, as the laptop has it."""

    id: UUID
    person: UUID


class FundingWorld:
    """What tests of funding do."""

    def __init__(self, node: SmallNode) -> None:
        self.node = node
        self.log: SignedLog = node.laptop()
        with node.database.transaction() as session:
            node.database.take_turn(session)
            acts = Projects(node.database, node.keys, lambda: node.now)
            self.project = acts.make(session, WANTED)

    def part(
        self,
        name: str,
        identity: str = "",
        first: date = date(2026, 1, 12),
        last: date | None = None,
        *,
        is_protected: bool = False,
        taking: Taking | None = None,
    ) -> Taking:
        """Somebody takes part; with `taking` their part is stated anew."""
        told = taking or Taking(uuid4(), uuid4())
        person = str(told.person)
        registered = PersonRegistered(person=person, name=name, is_protected=is_protected)
        sealed = close_identity(self.node.keys.node.public, person, identity) if identity else None
        stated = ParticipationStated(
            participation=str(told.id),
            project=str(self.project.id),
            person=person,
            status=Employment.EMPLOYED,
            first=first,
            last=last,
            identity=sealed,
        )
        self._take(
            self.log.link(RecordType.PERSON_REGISTERED, person, registered),
            self.log.link(RecordType.PARTICIPATION_STATED, person, stated),
        )
        return told

    def person(self, taking: Taking, name: str, *, is_protected: bool) -> None:
        """A desk corrects what it told of the person."""
        told = PersonCorrected(person=str(taking.person), name=name, is_protected=is_protected)
        self._take(self.log.link(RecordType.PERSON_CORRECTED, str(taking.person), told))

    def hours(
        self, taking: Taking, month: Month, hours: int, *, confirmed: bool = True
    ) -> SentRecord:
        """The hours of a month, attested by both or only by the assessor."""
        payload = HoursAttested(
            participation=str(taking.id),
            person=str(taking.person),
            month=str(month),
            spent=(ActivityMinutes(Activity.TRAINING, hours * 60),),
            confirmed=month.last if confirmed else None,
            way=Attested.HERE if confirmed else None,
        )
        record = self.log.link(RecordType.HOURS_ATTESTED, str(taking.person), payload)
        self._take(record)
        return record

    def lines(self) -> dict[Month, MonthLine]:
        """The months as they stand."""
        with self.node.database.reading() as session:
            lines = month_lines(session, self.project, self.node.now.date())
        return {line.month: line for line in lines}

    def states(self) -> str:
        """The states of the months, in order: `sent again open`."""
        return " ".join(line.state for line in self.lines().values())

    def month(self, month: Month) -> FundingMonth:
        """One of them with its rows."""
        with self.node.database.reading() as session:
            node = self.node
            held = read_month(session, node.keys, self.project, month, node.now)
        assert held is not None
        return held

    def send(self, month: Month) -> SentMonth:
        """Send it. Raises NotNext."""
        node = self.node
        with node.database.transaction() as session:
            node.database.take_turn(session)
            held = read_month(session, node.keys, self.project, month, node.now)
            assert held is not None
            return send(node.database, session, node.keys, held, node.now, "Sara Berg")

    def turn(self, day: date) -> None:
        """It is this day now, for node and laptop."""
        self.node.now = datetime.combine(day, self.node.now.timetz())
        self.log.now = self.node.now

    def _take(self, *records: SentRecord) -> None:
        answers = self.node.take(*records)
        assert [one.result.value for one in answers] == ["stored"] * len(records)
