"""What must hold whatever was killed, each under its name: a function that yields what does not."""

from collections.abc import Callable, Iterator, Mapping

from tests.torture.evidence import Evidence
from tests.torture.invariants import calls, messages, reports, store

Invariant = Callable[[Evidence], Iterator[str]]

INVARIANTS: Mapping[str, Invariant] = {
    "reports": reports.each_report_is_one_ticket,
    "numbers": reports.each_customer_saw_the_number,
    "lines": reports.each_line_is_in_its_timeline_once,
    "photos": reports.each_photo_is_kept_once,
    "calls": calls.each_outage_was_called,
    "late calls": calls.nobody_is_called_after_an_acknowledgement,
    "owners": calls.each_ticket_has_one_owner,
    "timers": calls.each_open_ticket_has_its_timer,
    "losses": messages.nothing_counts_as_sent_unseen,
    "doubles": messages.nothing_comes_twice_without_cause,
    "cards": messages.each_ticket_has_one_card,
    "topics": messages.each_ticket_has_one_topic,
    "order": messages.order_holds_within_a_lane,
    "claims": messages.nothing_is_claimed_for_ever,
    "files": store.each_file_is_whole_and_handed_on,
    "database": store.the_database_is_whole,
    "chains": store.the_timeline_is_whole,
    "faults": store.nothing_failed_unseen,
}
