"""The certificate: issue it, see the page, print or save it, hand it over and close the case."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.case import CaseState, Step
from app.domain.reason_words import KIND_WORDS
from app.usecases.cases import CaseView
from app.usecases.certificates import CertificateLine
from app.usecases.disputes import DecidedCase
from ui.actions import bind
from ui.figures import day
from ui.screens.case.page_picture import PagePicture
from ui.screens.case.pane import CasePane
from ui.screens.case.plan_paper import print_plan
from ui.screens.case.status_flow import StatusFlow, StatusWork
from ui.screens.case.status_line import StatusLine
from ui.screens.case.words import said
from ui.screens.case.work import CaseWork
from ui.screens.certificates_print import PrintBox
from ui.screens.choose_file import save_file
from ui.screens.contest import Contest
from ui.theme import metrics
from ui.theme_roles import Tone
from ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.columns import stacked
from ui.widgets.facts import Facts
from ui.widgets.icon_label import IconBadge
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine

_DPI = 110
_PAGE = 320  # so narrow a page stays beside the acts in the smallest window
_BADGES: dict[str, tuple[str, Tone]] = {
    "issued": ("check-circle", "ok"),
    "suspended": ("pause", "warn"),
    "expired": ("clock", "warn"),
    "replaced": ("sync", "warn"),
    "revoked": ("x-circle", "bad"),
    "voided": ("trash", "bad"),
    "not_believed": ("warning", "bad"),
}


class CertificatePane(CasePane):
    """Before: what will be issued. After: the page itself and what to do with it."""

    step = Step.CERTIFICATE

    def __init__(self, work: CaseWork) -> None:
        super().__init__(work)
        self._line: CertificateLine | None = None
        self._badge = IconBadge("certificate", "accent", size=48, shape="disc")
        self._title = TextLabel("", "heading", wrap=True)
        self._title.setObjectName("certificate_title")
        self._words = TextLabel("", "body", "muted", wrap=True)
        self._facts = Facts()
        self._decided: DecidedCase | None = None
        self._until = NoteLine("flag", "neutral", style="small")
        self._until.setObjectName("certificate_contest")
        self.contest = QuietButton("", "flag")
        self.contest.setObjectName("contest_certificate")
        self.contest.clicked.connect(self._on_contest)
        self._standing, self.change = StatusLine(), QuietButton("", "pen")
        self._flow = self._change_with(work)
        self._page = PagePicture()
        self._said = NoteLine("check-circle", "ok")
        self._said.setObjectName("certificate_said")
        self.print, self.save = SecondaryButton("", "printer"), SecondaryButton("", "download")
        self.print.setObjectName("print")
        self.save.setObjectName("save_pdf")
        self.print.clicked.connect(self._on_print)
        self.save.clicked.connect(self._on_save)
        self.plan = QuietButton("", "list")
        self.plan.setObjectName("print_plan")
        self.plan.clicked.connect(lambda: print_plan(self))
        self.primary = PrimaryButton(size="control_touch", chevron=True)
        self.primary.setObjectName("issue")
        self.primary.clicked.connect(self.go_on)
        bind(self, "certificates.print", self._on_print)
        bind(self, "certificates.save", self._on_save)
        self.lay_out(self._page, stacked(self._build(), self._said, self.primary), _PAGE)

    def load(self) -> None:
        """Load the certificate if it is issued."""
        assert self.view is not None
        self._said.show_words("")
        case_id, desk = self.view.id, self.work.desk
        self.run(lambda: desk.certificates.of_case(case_id), self._on_line)
        self.run(lambda: desk.disputes.decided_case(case_id), self._on_decided)

    def go_on(self) -> None:
        """Issue; then close the case once it is handed over."""
        if self.view is None or self.primary.isHidden():
            return
        case_id, desk = self.view.id, self.work.desk
        if self._line is None:
            self.act(
                lambda: desk.certificates.issue(case_id),
                lambda _id: self._on_issued(),
            )
        elif self.view.state is CaseState.CERTIFIED:
            self.act(lambda: desk.cases.close(case_id), lambda _none: self._on_closed())

    def take_focus(self) -> None:
        """To the main act."""
        (self.print if self.primary.isHidden() else self.primary).setFocus()

    def retranslate(self) -> None:
        """Set the fixed words."""
        self.print.setText(self.tr("Skriv ut"))
        self.save.setText(self.tr("Spara som PDF"))
        self.contest.setText(self.tr("Begär omprövning"))
        self.change.setText(self.tr("Ändra eller återkalla …"))
        self.plan.setText(self.tr("Skriv ut planen"))
        self._page.setAccessibleName(self.tr("Beviset som det skrivs ut"))
        self._page.show_words(self.tr("Här visas beviset när det är utfärdat."))
        self._show()

    def _on_line(self, line: CertificateLine | None) -> None:
        self._line = line
        self._standing.show_standing(None)
        gone = self.tr("Personens uppgifter är raderade. Ett papper kan fortfarande prövas.")
        here = self.tr("Här visas beviset när det är utfärdat.")
        self._page.show_words(gone if line is not None and line.is_erased else here)
        if line is None or line.is_erased:
            self._page.show_page(None)
        if line is not None:
            self._load_paper(line)
        self._show()

    def _load_paper(self, line: CertificateLine) -> None:
        """Its page, unless the person is erased, and what counts of it."""
        desk, found = self.work.desk, line.id
        if not line.is_erased:
            self.run(lambda: desk.certificates.preview(found, _DPI), self._on_picture)
        self.run(lambda: desk.status_acts.standing(found), self._standing.show_standing)

    def _on_decided(self, decided: DecidedCase) -> None:
        self._decided = decided
        self._show()

    def _on_contest(self) -> None:
        """To the registers; while it is contested already, they show the entry."""
        assert self.view is not None
        self.go.emit("disputes", Contest(self.view.id))

    def _show_until(self) -> None:
        """Until when the decision can be contested (R46)."""
        assert self.view is not None
        decided, frozen = self._decided, self.view.state is CaseState.UNDER_RECONSIDERATION
        shown = decided is not None and self._line is not None
        shown = shown and self._line is not None and not self._line.is_erased
        self.contest.setVisible(shown and not frozen)
        self._until.setVisible(shown)
        if decided is None or not shown:
            return
        words = self.tr("Beslutet kan omprövas till och med {day}.")
        if frozen:
            words = self.tr("Beslutet omprövas. Ärendet är låst till dess.")
        elif decided.is_late:
            words = self.tr("Tiden för omprövning gick ut {day}.")
        self._until.show_words(words.format(day=day(decided.file_by)))

    def _on_picture(self, png: bytes) -> None:
        picture = QPixmap()
        picture.loadFromData(png)
        self._page.show_page(picture)

    def _on_change(self) -> None:
        """Stop, lift, revoke, void, replace; the history."""
        if self._line is not None:
            self._flow.begin(self._line.id)

    def _on_changed(self) -> None:
        """A voided one lets the case issue another; a replaced one is another certificate."""
        self._page.show_page(None)
        self._on_issued()

    def _on_issued(self) -> None:
        self.saved.emit()
        self.load()
        self.changed.emit()

    def _on_closed(self) -> None:
        self.saved.emit()
        self.changed.emit()

    def show_steps(self, view: CaseView) -> None:
        """Closing changes what can be done here."""
        super().show_steps(view)
        self._show()

    def _on_print(self) -> None:
        if self._line is not None:
            desk, background = self.work.desk, self.work.background
            box = PrintBox(self, desk.certificates, background, self._line)
            box.save_asked.connect(self._on_save)
            box.open()

    def _on_save(self) -> None:
        if self._line is not None:
            save_file(self, self.tr("Spara som PDF"), f"{self._line.number}.pdf", self._on_file)

    def _on_file(self, path: Path) -> None:
        assert self._line is not None
        certificates, found = self.work.desk.certificates, self._line.id
        words = self.tr("Sparat som {name}.").format(name=path.name)
        self.run(lambda: certificates.save(found, path), lambda _none: self._said.show_words(words))

    def _show(self) -> None:
        if self.view is None:
            return
        line, closed = self._line, self.view.state is not CaseState.CERTIFIED
        closed = closed and line is not None
        self._show_until()
        is_here = line is not None and not line.is_erased
        self.print.setVisible(is_here)
        self.save.setVisible(is_here)
        self.plan.setVisible(line is None or is_here)
        self.change.setVisible(line is not None)
        self._facts.setVisible(line is not None)
        self.primary.setVisible(not closed)
        if line is None:
            self._badge.set_icon("certificate", "accent")
            self._title.setText(self.tr("Klart att utfärda"))
            self._words.setText(
                self.tr(
                    "Beviset skrivs av det signerade beslutet. Inget i det går att ändra sedan."
                )
            )
            self.primary.setText(self.tr("Utfärda beviset"))
            return
        self._badge.set_icon(*_BADGES.get(line.state, ("certificate", "neutral")))
        self._title.setText(said(KIND_WORDS[line.kind]))
        self._words.setText(
            self.tr("Ärendet är avslutat.")
            if closed and self.view.state is CaseState.CLOSED
            else self.tr("Beviset gäller tills omprövningen är avgjord.")
            if closed
            else self.tr("Skriv ut, gå igenom beviset tillsammans och lämna det.")
            if line.state == "issued"
            else self.tr("Lämna inte det här beviset: det gäller inte.")
        )
        self._facts.show_rows(self._rows(line))
        is_good = line.state == "issued"
        handed, over = self.tr("Beviset är lämnat, avsluta"), self.tr("Avsluta ärendet")
        self.primary.setText(handed if is_good else over)

    def _rows(self, line: CertificateLine) -> list[tuple[str, str]]:
        until = day(line.valid_to) if line.valid_to else self.tr("tills vidare")
        return [
            (self.tr("Nummer"), line.number),
            (self.tr("Utfärdat"), day(line.issued)),
            (self.tr("Gäller till"), until),
        ]

    def _change_with(self, work: CaseWork) -> StatusFlow:
        desk = work.desk
        passphrase, files = desk.takes_passphrase, desk.certificate_files
        flow = StatusFlow(self, StatusWork(desk.status_acts, work.background, passphrase, files))
        flow.changed.connect(lambda _id: self._on_changed())
        self.change.setObjectName("change_certificate")
        self.change.clicked.connect(self._on_change)
        bind(self, "certificates.change", self._on_change)
        return flow

    def _build(self) -> QWidget:
        card = Card()
        head = QHBoxLayout()
        head.setSpacing(metrics().gap_wide)
        head.addWidget(self._badge)
        head.addWidget(self._title, 1)
        card.body.addLayout(head)
        card.body.addWidget(self._words)
        card.body.addWidget(self._standing)
        card.body.addWidget(self._facts)
        card.body.addWidget(self._until)
        copies = QHBoxLayout()
        copies.setSpacing(metrics().gap_small)
        copies.addWidget(self.print, 1)
        copies.addWidget(self.save, 1)
        card.body.addLayout(copies)
        seldom = QVBoxLayout()
        seldom.setSpacing(0)
        for act in (self.change, self.contest, self.plan):
            seldom.addWidget(act, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addLayout(seldom)
        return card
