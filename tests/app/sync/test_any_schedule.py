"""Any order of work, runs, faults, restores, clones and clocks: nothing lost, double or untrue."""

import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from app.seal.receipts import open_receipt
from app.seal.status import CertificateState, StatusList
from app.storage.errors import ClockBehind
from app.sync import plan
from app.sync.client import NodeRefused, NodeUnreachable, NotTheNode
from tests.app.sync.breaking_line import BreakingLine, Planned, Trouble, without_threads
from tests.app.sync.near_laptop import Back, Given, NearLaptop, Template, make_template
from tests.app.sync.near_region import copied
from tests.app.sync.promises import Promises
from tests.conftest import IN_CI

SCHEDULES = int(os.environ.get("INTYGA_SCHEDULES", "200"))
"""2 000 is the full count: `dev.py test --deep`."""

PART = 100
"""So many are one test, in CI each part with dice of its own: every core has its share."""

SMALL_CHUNK = 2_000
"""So that a run of a handful of records has several chunks to lose."""

MOST_LAPTOPS = 3
NEWEST = 1
BROKEN = (NodeUnreachable, NotTheNode, NodeRefused)
CLOCKS = (datetime(1970, 1, 1, tzinfo=UTC), timedelta(days=3650), timedelta(hours=-5))

PATHS = (*["/v1/records"] * 4, "/v1/hello", "/v1/feed", "/v1/session", "/status/bundle")
"""Where trouble falls: mostly where something can be lost."""

whos = st.sampled_from((0, 0, 0, 1, 2))
planned = st.builds(
    Planned,
    st.sampled_from(Trouble),
    st.sampled_from(PATHS),
    st.sampled_from((0, 0, 1, 2)),
    st.integers(0, 1000),
)
troubled = st.lists(planned, min_size=1, max_size=3)


class Schedule(RuleBasedStateMachine):
    """Two laptops, their clones and a node; whatever happens, in the end all agree."""

    template: Template

    @initialize()
    def begin(self) -> None:
        """Copies of a node and of two laptops enrolled there."""
        self._folder = tempfile.TemporaryDirectory(dir=self.template.node.parent)
        self.place = Path(self._folder.name)
        self.region = copied(self.template.node, self.place / "node")
        acts = {
            Trouble.RESTART: self.region.restart,
            Trouble.RESTORE: lambda: self._restore(0, announced=False),
            Trouble.WITHDRAW: lambda: self.promises.withdraw(),
        }
        self.first = self.region.head()
        self.line = BreakingLine(lambda: self.region.app, acts)
        self.laptops: list[NearLaptop] = []
        self._add(0)
        self.gone = {row[0] for row in self.region.rows("SELECT hash FROM records")}
        self.promises = Promises(self.region, self.laptops[0].kid)
        self.given: dict[bytes, Given] = {}
        self.revoked: dict[bytes, Given] = {}
        self.copied: set[bytes] = set()
        self.images: dict[NearLaptop, Path] = {}
        self.owed: dict[NearLaptop, set[bytes]] = {}
        self._held: tuple[int, set[bytes], set[bytes]] = (0, set(), set())

    @rule(who=whos, count=st.integers(1, 5), runs=st.booleans())
    def work(self, who: int, count: int, runs: bool) -> None:
        """Facts are signed; with `runs` nothing of the laptop waits afterwards."""
        laptop = self._laptop(who)
        self._sign(laptop, count)
        if runs:
            self.line.plan(())
            self._run_whole(laptop)

    @rule(who=whos, count=st.integers(1, 5), troubles=troubled)
    def work_in_trouble(self, who: int, count: int, troubles: list[Planned]) -> None:
        """Calls lost, cut, doubled, held up, or the node changing while the run goes on."""
        laptop = self._laptop(who)
        self._sign(laptop, count)
        self.line.plan(troubles)
        with suppress(*BROKEN):
            laptop.sync()

    @rule(who=whos, count=st.integers(1, 5), byte=st.integers(0, 1000))
    def lose_answer(self, who: int, count: int, byte: int) -> None:
        """The node has the first chunk, and the desk does not know."""
        cut = Planned(Trouble.CUT_DOWN, PATHS[0], 0, byte)
        self.work_in_trouble(who, count, [cut])

    @rule(who=whos, runs=st.booleans())
    def certify(self, who: int, runs: bool) -> None:
        """A certificate is signed, in a place of its own unless a copy of the seal is about."""
        with suppress(ClockBehind):
            given = self._laptop(who).certify()
            taken = {(one.kid, one.index) for one in self.given.values()}
            assert given.kid in self.copied or (given.kid, given.index) not in taken
            self.given[given.id] = given
        if runs:
            self.line.plan(())
            self._run_whole(self._laptop(who))

    @precondition(lambda self: self.given)
    @rule(which=st.integers(0, 9), withdraws=st.booleans(), announced=st.booleans())
    def decide_and_go_back(self, which: int, withdraws: bool, announced: bool) -> None:
        """The region erases or withdraws, and its node goes back to just before."""
        self.region.back_up()
        if withdraws:
            self.promises.withdraw()
        else:
            self.erase(which)
        self._restore(NEWEST, announced=announced)

    @precondition(lambda self: self.given)
    @rule(who=whos, which=st.integers(0, 9))
    def revoke(self, who: int, which: int) -> None:
        """One of the seal's certificates is found wrong at any laptop with that seal."""
        laptop = self._laptop(who)
        own = [one for one in self.given.values() if one.kid == laptop.kid]
        if own:
            with suppress(ClockBehind):
                self.revoked[laptop.revoke(own[which % len(own)].id)] = own[which % len(own)]

    @rule(seed=st.integers(0, 99))
    def arrive(self, seed: int) -> None:
        """What was held up reaches the node after all, in any order."""
        self.line.arrive(seed)

    @rule()
    def back_up(self) -> None:
        """The node's newest backup from now on; two are kept."""
        self.region.back_up()

    @rule(which=st.integers(0, 1), announced=st.booleans(), tells=st.booleans())
    def restore(self, which: int, announced: bool, tells: bool) -> None:
        """The node forgets what has been since a backup, and may go on with other orders."""
        self._restore(which, announced=announced)
        if tells:
            self.region.tell(os.urandom(8))

    @rule()
    def tell(self) -> None:
        """The region has something to say to every desk."""
        self.region.tell(os.urandom(8))

    @precondition(lambda self: self.given)
    @rule(which=st.integers(0, 9))
    def erase(self, which: int) -> None:
        """The region decides to erase a person, whether or not the desks know yet."""
        given = list(self.given.values())
        self.promises.erase(given[which % len(given)].subject)

    @rule(who=whos)
    def save_image(self, who: int) -> None:
        """The laptop's disk is imaged."""
        laptop = self._laptop(who)
        self.images[laptop] = self.place / f"image{self.laptops.index(laptop)}"
        laptop.save(self.images[laptop])

    @rule(who=whos, how=st.sampled_from(Back), count=st.integers(0, 3))
    def go_back(self, who: int, how: Back, count: int) -> None:
        """The desk is as it was before, and work goes on from there."""
        laptop = self._laptop(who)
        before = laptop.records().keys()
        self.gone |= before
        is_known = how is Back.RESTORE
        self.owed[laptop] = self.owed.get(laptop, set()) | before if is_known else set()
        self.copied |= set() if is_known else {laptop.kid}
        laptop.go_back(self._image(laptop), how)
        self._sign(laptop, count)

    @precondition(lambda self: len(self.laptops) < MOST_LAPTOPS)
    @rule(who=whos, count=st.integers(0, 3))
    def clone(self, who: int, count: int) -> None:
        """One seal on two laptops, and both go on working."""
        laptop = self._laptop(who)
        self.copied.add(laptop.kid)
        other = laptop.clone(self.place / f"laptop{len(self.laptops)}")
        self.laptops.append(other)
        for one in (laptop, other):
            self._sign(one, count)

    @precondition(lambda self: len(self.laptops) == 1)
    @rule(count=st.integers(1, 3))
    def begin_beside(self, count: int) -> None:
        """A colleague has a laptop with a seal of their own."""
        self._add(1)
        self._sign(self.laptops[-1], count)

    @rule(who=whos, how=st.sampled_from(CLOCKS))
    def jump(self, who: int, how: datetime | timedelta) -> None:
        """The laptop's clock is set wrong."""
        clock = self._laptop(who).clock
        clock.set_wall(how if isinstance(how, datetime) else clock.now() + how)

    @rule(who=whos)
    def set_clock_right(self, who: int) -> None:
        """Two people set it right."""
        self._laptop(who).set_clock_right()

    @invariant()
    def the_node_forgets_and_invents_nothing(self) -> None:
        """But what was since the backup it went back to; in force is only what a seal signed."""
        if not hasattr(self, "laptops"):
            return
        here = [row[0] for row in self.region.rows("SELECT hash FROM records")]
        assert len(here) == len(set(here))
        registered = self.region.rows("SELECT id, kid, cert_hash, state FROM certificates")
        signed = {(one.id, one.kid, one.hash) for one in self.given.values()}
        assert {row[:3] for row in registered} <= signed
        revoked = {row[0] for row in registered if row[3] == "revoked"}
        restores, before, revoked_before = self._held
        if restores == self.region.restores:
            assert before <= set(here)
            assert revoked_before <= revoked
        self._held = (self.region.restores, set(here), revoked)

    def teardown(self) -> None:
        """Once everything is whole, all agree."""
        if not hasattr(self, "laptops"):
            return
        try:
            self._heal()
            self._assert_agreed()
        finally:
            for laptop in self.laptops:
                laptop.close()
            self.region.stop()
            self._folder.cleanup()

    def _laptop(self, who: int) -> NearLaptop:
        return self.laptops[who % len(self.laptops)]

    def _add(self, person: int) -> None:
        place = self.place / f"laptop{len(self.laptops)}"
        stored = self.template.desks[person]
        self.laptops.append(NearLaptop.copied(stored, place, self.line))

    def _sign(self, laptop: NearLaptop, count: int) -> None:
        with suppress(ClockBehind):
            laptop.work(count)

    def _restore(self, which: int, *, announced: bool) -> None:
        self.promises.restore(which, self.given.values(), announced=announced)

    def _image(self, laptop: NearLaptop) -> Path:
        """The newest one of it, else one of the day the desk was set up."""
        person = 0 if laptop.kid == self.laptops[0].kid else 1
        return self.images.get(laptop, self.template.desks[person].folder)

    def _run_whole(self, laptop: NearLaptop) -> None:
        if laptop.sync().lacking:
            self._assert_nobody_has_the_missing()
        assert laptop.waiting() == 0
        self.promises.note(laptop)

    def _assert_nobody_has_the_missing(self) -> None:
        """Lost on its way while the next one arrived, and then with the disk that was set back."""
        rows = self.region.rows("SELECT hash, prev FROM records")
        missing = {prev for _, prev in rows if prev} - {hash_ for hash_, _ in rows}
        assert missing
        assert missing <= self.gone
        assert not missing & {hash_ for laptop in self.laptops for hash_ in laptop.records()}

    def _heal(self) -> None:
        self.line.plan(())
        self.line.arrive(0)
        self.region.restart()
        for laptop in self.laptops:
            laptop.set_clock_right()
            self._run_whole(laptop)
        for laptop in self.laptops if len(self.laptops) > 1 else ():
            assert laptop.sync().sent == 0  # what was told of one since another had sent

    def _assert_held(self, laptop: NearLaptop) -> None:
        """Every record is at the node, and its own receipt here."""
        records, receipts = laptop.records(), laptop.receipts()
        assert receipts.keys() == records.keys()
        for record, raw in receipts.items():
            assert open_receipt(raw or b"", laptop.node_public).record_hash == record
        assert records.keys() <= {row[0] for row in self.region.rows("SELECT hash FROM records")}

    def _assert_agreed(self) -> None:
        here = {row[0] for row in self.region.rows("SELECT hash FROM records")}
        theirs = {hash_ for laptop in self.laptops for hash_ in laptop.records()}
        assert theirs <= here <= theirs | self.gone
        self._assert_forks_show()
        published = self.promises.assert_kept()
        self._assert_revoked(here, published)
        self.promises.assert_places(self.given.values(), published)
        for laptop in self.laptops:
            self._assert_held(laptop)
            self.promises.assert_desk_forgot(laptop)
            assert self.owed.get(laptop, set()) & here <= laptop.records().keys()
            assert self.region.told(laptop.kid, self.first) <= laptop.heard()
        shown = self.region.shown()
        self.region.rebuild()
        assert self.region.shown() == shown

    def _assert_forks_show(self) -> None:
        """Each link but one of a place is told to be another one's; an erased one no more."""
        links = self.region.rows("SELECT kid, epoch, seq, result FROM records")
        for place, count in Counter(row[:3] for row in links).items():
            told = [row[3] for row in links if row[:3] == place]
            forked, gone = told.count("stored_forked"), told.count("gone")
            assert forked <= count - 1 <= forked + gone

    def _assert_revoked(self, here: set[bytes], published: StatusList) -> None:
        """Whatever a seal took back is not in force on the node's list."""
        for record, one in self.revoked.items():
            if {record, one.record} <= here:
                state = published.seals[one.kid].certificate(one.index)
                assert state is CertificateState.REVOKED


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Template]:
    """Made once for all schedules."""
    place = tmp_path_factory.mktemp("schedules")
    with pytest.MonkeyPatch.context() as patch:
        without_threads(patch)
        yield make_template(place)


@pytest.mark.long
@pytest.mark.parametrize("part", range(-(-SCHEDULES // PART)))
def test_any_schedule_ends_in_agreement(
    template: Template, monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    """R43 R53 R56 R57 R59 R60: the machine of sync.md, on the real desk and the real node."""
    monkeypatch.setattr(plan, "CHUNK_GOAL", SMALL_CHUNK)
    Schedule.template = template
    machine = seed(part)(Schedule) if IN_CI else Schedule
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=min(PART, SCHEDULES),
            stateful_step_count=8,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_a_fork_of_certificates_is_forgotten_with_the_person(
    template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R53: the words that name somebody erased go, here and there; that a log forks stays seen."""
    monkeypatch.setattr(plan, "CHUNK_GOAL", SMALL_CHUNK)
    Schedule.template = template
    machine = Schedule()
    machine.begin()
    machine.certify(runs=True, who=0)
    machine.go_back(who=0, how=Back.IMAGE, count=0)
    machine.certify(runs=True, who=0)
    assert machine.region.rows("SELECT kind FROM found_conflicts") == [("fork",)]
    machine.erase(which=0)
    assert machine.region.rows("SELECT kind FROM found_conflicts") == [("fork",)]
    assert machine.region.rows("SELECT review, keep FROM conflict_words") == [(b"", "over")]
    machine.teardown()
