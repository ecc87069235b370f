"""The tabs of a company's page: one line each, built at the first visit."""

from typing import TYPE_CHECKING

from ui.background import Background
from ui.language import marked
from ui.screens.company_page import TabPlace
from ui.screens.company_tab import CompanyTab
from ui.screens.file_box import CompanyFiles

if TYPE_CHECKING:
    from app.open_desk import Workspace
    from ui.appearance import Appearance


def company_places(
    desk: "Workspace", background: Background, appearance: "Appearance"
) -> tuple[TabPlace, ...]:
    """Every tab, in the order they stand; the first is shown at the first visit."""
    kept = appearance.settings.files
    files = CompanyFiles(desk, background, kept, lambda now: appearance.change(files=now))

    def matrix() -> CompanyTab:
        from ui.screens.matrix_tab import MatrixTab

        view = appearance.settings.matrix
        return MatrixTab(desk, background, view, lambda now: appearance.change(matrix=now), files)

    def plan() -> CompanyTab:
        from ui.screens.company_plan import CompanyPlanTab

        return CompanyPlanTab(desk, background)

    def orders() -> CompanyTab:
        from ui.screens.company_orders import OrdersTab

        return OrdersTab(desk, background, files)

    def conversations() -> CompanyTab:
        from ui.screens.conversations_tab import ConversationsTab

        return ConversationsTab(desk, background)

    def participation() -> CompanyTab:
        from ui.screens.participation_tab import ParticipationTab

        return ParticipationTab(desk, background)

    return (
        TabPlace("matrix", marked("Matris"), matrix),
        TabPlace("plan", marked("Plan"), plan),
        TabPlace("orders", marked("Order och schema"), orders),
        TabPlace("conversation", marked("Samtal"), conversations),
        TabPlace("participation", marked("Deltagande"), participation),
    )
