"""The whole node as one application: every call, page and figure over one database."""

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from starlette.routing import Route

from app.node.arriving import Arriving
from app.node.blob_calls import BlobCalls
from app.node.blobs import FOLDER, Blobs
from app.node.bundle_calls import BundleCalls
from app.node.bundles import Bundles
from app.node.database import NodeDatabase
from app.node.durability import Durability
from app.node.enrolment import Enrolment
from app.node.ingest import Ingest
from app.node.keys import NodeKeys
from app.node.lookup import Lookup
from app.node.object_calls import ObjectCalls
from app.node.openapi import Interface
from app.node.operations import Operations
from app.node.pages import Pages
from app.node.publication import Publication
from app.node.routes import Routes, build_app
from app.node.status_lists import StatusLists
from app.node.verification import VerificationPage
from app.node.watching import Requests, Watch


class WholeNode:
    """`app` answers everything; `folder` holds the node's keys, files and backups."""

    def __init__(
        self, database: NodeDatabase, keys: NodeKeys, folder: Path, now: Callable[[], datetime]
    ) -> None:
        self._database, self._keys, self._now = database, keys, now
        self.enrolment = Enrolment(database, keys, now)
        self._publication = Publication(database, keys, now, Durability(folder))
        ingest = Ingest(database, keys, now)
        self.routes = Routes(keys, self.enrolment, ingest, self._publication)
        blobs = Blobs(database, folder / FOLDER, now)
        bundles = Bundles(database, keys, now, (ingest, self._publication, blobs))
        requests = Requests()
        public = [
            *BundleCalls(bundles, time.monotonic).all(),
            *BlobCalls(self.enrolment, blobs).all(),
            *Operations(database, folder, now, requests).all(),
            *self._open(),
        ]
        self.starlette = build_app(self.routes, Pages(database, keys, now), public)
        self.arriving = Arriving()
        self.app = Watch(self.starlette, requests, self.arriving)

    def _open(self) -> list[Route]:
        return [
            *VerificationPage(self._keys).all(),
            *Lookup(self._database, self._now, time.monotonic).all(),
            *StatusLists(self._database, self._keys, self._publication).all(),
            *ObjectCalls(self.enrolment, self._database).all(),
            *Interface().all(),
        ]
