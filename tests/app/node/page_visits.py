"""A node's pages in this process: accounts of every role, visited by a client or a browser."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

import httpx
import uvicorn
from starlette.applications import Starlette

from app.node import totp
from app.node.account_tables import Account
from app.node.pages import Pages
from app.node.person_keys import Cost
from app.node.visiting import Role
from tests.app.node.small_node import SmallNode
from tests.node_process import own_port

CHEAP = Cost(memory=64, passes=1, lanes=1)
"""A guess costs next to nothing: what a real one costs is a figure of its own."""

PASSWORD = "fyra gula skruvar i en låda"
SECRET = bytes(range(20))
NAMES = {
    Role.ADMINISTRATOR: "Anna Lind",
    Role.COORDINATOR: "Sara Berg",
    Role.REVIEWER: "Omar Falk",
    Role.READER: "Lena Ek",
}


class PageNode(SmallNode):
    """The pages on a small node; `now` is its clock."""

    def __init__(self, folder: Path, url: str = "") -> None:
        super().__init__(folder, url)
        self.pages = Pages(self.database, self.keys, lambda: self.now, CHEAP)
        self.app = Starlette(routes=self.pages.all())

    def person(self, role: Role, login: str = "") -> str:
        """The account of somebody with this role, made when first asked for."""
        accounts, name = self.pages.accounts, NAMES[role]
        folded = login or name.split()[0].lower()
        with self.database.transaction() as session:
            found = accounts.named(session, folded)
            if found is not None:
                return found.id
            account = accounts.create(session, folded, name, role)
            row = session.get_one(Account, account)
            row.password = accounts.hashed(PASSWORD, row)
            row.secret = self.pages.door.keys.seal(SECRET, account)
            return account

    def token(self, role: Role) -> str:
        """A session of theirs, without the steps of logging in."""
        account = self.person(role)
        with self.database.transaction() as session:
            return self.pages.door.sessions.open(session, account, "in", "Chrome, Linux")

    def code(self) -> str:
        """What the phone shows now."""
        return totp.code_at(SECRET, totp.step_of(self.now))

    @contextmanager
    def served(self) -> Iterator["Served"]:
        """On loopback, for clients and browsers."""
        port = own_port(self)
        config = uvicorn.Config(self.app, port=port, log_level="critical", access_log=False)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            thread.join(0.005)
        found = Served(self, f"http://127.0.0.1:{port}")
        try:
            yield found
        finally:
            found.line.close()
            server.should_exit = True
            thread.join()


@dataclass(frozen=True, slots=True)
class Served:
    """A node that answers at an address."""

    node: PageNode
    address: str
    # One for all clients: each of their own would read every root certificate of the web.
    line: httpx.HTTPTransport = field(default_factory=lambda: httpx.HTTPTransport(verify=False))

    def visitor(self, role: Role | None = None) -> "Browser":
        """A client without a browser's weight; with a role it is logged in."""
        client = httpx.Client(base_url=self.address, transport=self.line, timeout=60)
        if role is not None:
            client.cookies.set("intyga", self.node.token(role), domain="127.0.0.1")
        return Browser(client)


class Browser:
    """Fills in the forms of pages as they stand."""

    def __init__(self, client: httpx.Client) -> None:
        self.client = client
        self.form_token = ""

    def see(self, path: str) -> httpx.Response:
        """GET; the form's token is remembered."""
        answer = self.client.get(path)
        found = re.search(r'name="form_token" value="([0-9a-f]+)"', answer.text)
        self.form_token = found.group(1) if found else self.form_token
        return answer

    def send(self, path: str, **fields: str) -> httpx.Response:
        """POST with the form's token."""
        return self.client.post(path, data={"form_token": self.form_token, **fields})

    def fill(self, path: str, **fields: str) -> httpx.Response:
        """Open a page and send its form."""
        self.see(path)
        return self.send(path, **fields)


def words_of(answer: httpx.Response) -> str:
    """What is read on a page."""
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.text)))
