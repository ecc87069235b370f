"""The node's word changed on its way, wherever it comes: by itself or with the records' answer."""

from collections.abc import Callable

import msgspec

from app.sync.packed import pack, unpack
from app.sync.wire import FeedAnswer, FeedEntry, HelloAnswer, RecordsAnswer, decode, encode
from tests.lying_proxy import Answer, LyingProxy


def lie_in_word(liar: LyingProxy, change: Callable[[HelloAnswer], HelloAnswer]) -> None:
    """Let the desk hear another word than the node's."""

    def alone(answer: Answer) -> Answer:
        if answer.status != 200:
            return answer
        return Answer(200, encode(change(decode(answer.body, HelloAnswer))))

    def with_records(answer: Answer) -> Answer:
        if answer.status != 200:
            return answer
        told = unpack(answer.body, RecordsAnswer)
        hello = None if told.hello is None else change(told.hello)
        return Answer(200, pack(msgspec.structs.replace(told, hello=hello)))

    liar.lies |= {"/v1/hello": alone, "/v1/records": with_records}


def tell(liar: LyingProxy, *entries: FeedEntry) -> None:
    """Let the feed hold these."""
    head = entries[-1].cursor
    lie_in_word(liar, lambda told: msgspec.structs.replace(told, cursor=head))
    liar.lies["/v1/feed"] = lambda _: Answer(200, encode(FeedAnswer(entries, head)))
