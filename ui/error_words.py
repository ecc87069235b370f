"""The words of every UserError, by the name of its class; {field} is filled from the error."""

from ui.error_words_authority import AUTHORITY_MEMBERS, AUTHORITY_WORDS
from ui.error_words_badge import BADGE_WORDS
from ui.error_words_batch import BATCH_WORDS
from ui.error_words_bundle import BUNDLE_WORDS
from ui.error_words_companies import COMPANY_WORDS
from ui.error_words_conflicts import CONFLICT_WORDS
from ui.error_words_conversation import CONVERSATION_WORDS
from ui.error_words_course import COURSE_WORDS
from ui.error_words_desk import DESK_WORDS
from ui.error_words_disputes import DISPUTE_WORDS
from ui.error_words_erasing import ERASING_WORDS
from ui.error_words_exports import EXPORT_WORDS
from ui.error_words_keeping import KEEPING_WORDS
from ui.error_words_machine import MACHINE_WORDS
from ui.error_words_matrix import MATRIX_WORDS
from ui.error_words_of import ErrorWords
from ui.error_words_paper import PAPER_WORDS
from ui.error_words_participation import PARTICIPATION_WORDS
from ui.error_words_practical import PRACTICAL_WORDS
from ui.error_words_protocols import PROTOCOL_WORDS
from ui.error_words_recovery import RECOVERY_WORDS
from ui.error_words_restore import RESTORE_WORDS
from ui.error_words_roster import ROSTER_WORDS
from ui.error_words_second import SECOND_MEMBERS, SECOND_WORDS
from ui.error_words_status import STATUS_MEMBERS, STATUS_WORDS
from ui.error_words_theory import THEORY_WORDS
from ui.error_words_trust import TRUST_WORDS
from ui.language import marked

WORDS: dict[str, ErrorWords] = (
    AUTHORITY_WORDS
    | BADGE_WORDS
    | BATCH_WORDS
    | BUNDLE_WORDS
    | COMPANY_WORDS
    | MATRIX_WORDS
    | CONFLICT_WORDS
    | CONVERSATION_WORDS
    | COURSE_WORDS
    | DESK_WORDS
    | DISPUTE_WORDS
    | ERASING_WORDS
    | EXPORT_WORDS
    | KEEPING_WORDS
    | PAPER_WORDS
    | PARTICIPATION_WORDS
    | PRACTICAL_WORDS
    | PROTOCOL_WORDS
    | RECOVERY_WORDS
    | RESTORE_WORDS
    | ROSTER_WORDS
    | MACHINE_WORDS
    | THEORY_WORDS
    | SECOND_WORDS
    | STATUS_WORDS
    | TRUST_WORDS
)

MEMBERS: dict[str, str] = (
    {
        "IDENTITY": marked("identitet"),
        "BRIEFING": marked("genomgång av sex punkter"),
        "PRIVACY": marked("information om personuppgifter"),
        "MACHINE": marked("maskin"),
        "GAUGE": marked("mätdon med giltig kalibrering"),
    }
    | AUTHORITY_MEMBERS
    | SECOND_MEMBERS
    | STATUS_MEMBERS
)
