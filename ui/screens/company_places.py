"""The tabs of a company's page: one line each, built at the first visit."""

from typing import TYPE_CHECKING

from ui.background import Background
from ui.language import marked
from ui.screens.company_page import TabPlace
from ui.screens.company_tab import CompanyTab

if TYPE_CHECKING:
    from app.open_desk import Workspace


def company_places(desk: "Workspace", background: Background) -> tuple[TabPlace, ...]:
    """Every tab, in the order they stand; the first is shown at the first visit."""

    def orders() -> CompanyTab:
        from ui.screens.company_orders import OrdersTab

        return OrdersTab(desk, background)

    def conversations() -> CompanyTab:
        from ui.screens.conversations_tab import ConversationsTab

        return ConversationsTab(desk, background)

    return (
        TabPlace("orders", marked("Order och schema"), orders),
        TabPlace("conversation", marked("Samtal"), conversations),
    )
