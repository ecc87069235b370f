"""Every `code` that a refusal of this interface may carry (RFC 9457), its status and its words."""

from typing import Final

CODES: Final[dict[str, tuple[int, str]]] = {
    "bad_message": (400, "Not a message of this interface."),
    "not_a_bundle": (400, "No file that a desk wrote."),
    "newer_bundle": (400, "A newer program wrote the file."),
    "bundle_cut": (400, "The end of the file is missing."),
    "bundle_damaged": (400, "The file was changed on its way."),
    "no_session": (401, "No session, or one that has run out: open one and ask again."),
    "stale_proof": (
        401,
        "Not signed just now by the node's clock: sign again, with the challenge that stands in "
        "WWW-Authenticate.",
    ),
    "bad_proof": (403, "The signature is not the seal's own."),
    "bad_code": (403, "No invitation has this code."),
    "code_used": (403, "The code was used by another seal."),
    "code_expired": (403, "The invitation's days have run out."),
    "other_algorithm": (403, "This region takes in seals of another algorithm."),
    "unknown_seal": (403, "No seal of this region, or one that is no longer believed."),
    "not_accredited": (403, "No authority of the trust list has signed this."),
    "other_node": (403, "The file is for another node."),
    "not_found": (404, "No such page or call."),
    "unknown_blob": (404, "No record names a file with this hash."),
    "unknown_object": (404, "The region offers no file with this hash."),
    "method_not_allowed": (405, "The page is there, but not for this method."),
    "wrong_offset": (409, "The piece does not begin where the last one ended."),
    "too_large": (413, "Larger than this call takes."),
    "wrong_media": (415, "Not the media type that this call takes."),
    "beyond_end": (416, "The file ends before where the range begins."),
    "wrong_hash": (422, "The whole file has another hash than its name: it begins anew."),
    "wrong_length": (422, "Not as long as the records or the headers say."),
    "too_many": (429, "Too many calls in a row: ask again after Retry-After seconds."),
    "internal": (500, "The node failed; nothing was acknowledged."),
    "ending": (503, "The node is being stopped; nothing was acknowledged: send it again."),
    "database_away": (503, "The node cannot store just now; nothing was acknowledged."),
    "disk_full": (507, "The node's disk is full; what was here before stays."),
}
"""Stable: a code never changes its meaning, and a desk may act on it."""
