"""Runs beside Anki in its own environment: adds notes and syncs them, told what when by stdin."""

import json
import sys
import time
from pathlib import Path

from anki.collection import Collection  # type: ignore[import-not-found]

FOLDER, NEAR, TEXTS = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])


def main() -> None:
    """One line in, an address; one line out, the seconds a sync of new notes there took."""
    collection = Collection(str(FOLDER / "collection.anki2"))
    auth = collection.sync_login("laptop", "secret", NEAR)
    told = collection.sync_collection(auth, False)
    collection.close_for_full_sync()
    collection.full_upload_or_download(auth=auth, server_usn=told.server_media_usn, upload=True)
    collection.reopen(after_full_sync=True)
    texts = json.loads(TEXTS.read_text("utf-8"))
    print("ready", flush=True)
    for number, line in enumerate(sys.stdin):
        _add(collection, texts, number)
        auth.endpoint = line.strip()
        begun = time.perf_counter()
        collection.sync_collection(auth, False)
        print(time.perf_counter() - begun, flush=True)
    collection.close()


def _add(collection: Collection, texts: list[str], number: int) -> None:
    kind = collection.models.by_name("Basic")
    for place, text in enumerate(texts):
        note = collection.new_note(kind)
        note.fields = [f"{number}-{place}", text]
        collection.add_note(note, 1)


if __name__ == "__main__":
    main()
