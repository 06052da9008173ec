"""The customers' other conversations: questions, tickets, repairs, scores, languages, privacy."""

from datetime import timedelta

from msgspec.structs import replace

from bot.domain.commands import (
    AcceptSeverity,
    Amend,
    Attach,
    Comment,
    Confirm,
    DeclineSeverity,
    GiveReason,
    Open,
    Rate,
    Reject,
    Withdraw,
    Write,
)
from bot.domain.severity import Severity
from bot.domain.ticket import State as Stage
from bot.flows import track_ticket
from bot.flows.machine import choices_of
from bot.flows.tables import Do, Erase, Heard, Quoted, Ref, Resume, SetLanguage, Talk
from tests.flows.chat import Chat
from tests.flows.walker import OPEN_TICKETS, START_AT, ticket, view


def asked(text, notice_at=START_AT, media=0):
    return Open("question", Severity.MINOR, notice_at, "zh", {"symptom": text}, media)


def test_a_question_is_asked_and_sent():
    chat = Chat("ask_question").says("how do I reset it?")
    assert (chat.state, chat.commands) == ("sent", [asked("how do I reset it?")])


def test_a_question_typed_before_is_sent_at_once_with_its_first_moment():
    earlier = START_AT - timedelta(hours=1)
    chat = Chat("ask_question", {"question": "how?", "media": 2, "notice_at": earlier.isoformat()})
    assert (chat.state, chat.commands) == ("sent", [asked("how?", earlier, 2)])


def test_a_question_with_a_photo_needs_words():
    chat = Chat("ask_question").sends()
    assert (chat.state, chat.texts) == ("asking_question", ["question-words-please"])
    assert chat.sends("what is this lamp?").commands == [asked("what is this lamp?", media=2)]


def test_without_open_tickets_there_is_nothing_to_choose():
    assert Chat("track_ticket").state == "none_open"


def test_a_ticket_that_is_not_theirs_and_one_that_is_none_look_alike():
    assert Chat("track_ticket", {"ticket": 99}, "showing").state == "not_found"


def test_an_ended_ticket_is_shown_and_left_alone():
    closed = ticket(state=Stage.CLOSED)
    chat = Chat("track_ticket", {"ticket": 11}, "showing", ticket=closed)
    assert (chat.state, chat.args["next"]) == ("ended", Ref("next-ended"))


def test_a_ticket_is_chosen_and_shown():
    chat = Chat("track_ticket", tickets=OPEN_TICKETS)
    assert chat.ignores(Heard("chose", value="99"))
    chat = chat.presses("chose", "11")
    assert chat.args == {
        "number": "BX-7K3M-9QK",
        "stage": Ref("stage-new"),
        "level": Ref("level-major"),
        "symptom": Quoted("it hums"),
        "holder": "Li",
        "next": Ref("next-respond", {"due_at": START_AT + timedelta(hours=2)}),
    }


def test_the_status_says_what_comes_next():
    told = [Chat("track_ticket", {"ticket": each.id}, "showing", ticket=each).args["next"] for each in OPEN_TICKETS]
    assert [each.text for each in told] == [
        "next-respond",
        "next-respond",
        "next-working",
        "next-waiting",
        "next-confirm",
        "next-on-site",
    ]


def showing(**changes):
    return Chat("track_ticket", {"ticket": 11}, "showing", ticket=ticket(**changes), tickets=OPEN_TICKETS)


def test_a_ticket_that_ended_meanwhile_is_shown_as_it_is():
    for press in ("wants_to_add", "wants_worse", "wants_to_withdraw"):
        chat = showing()
        chat.view = replace(chat.view, ticket=ticket(state=Stage.CLOSED))
        assert chat.presses(press).state == "ended"
        chat = showing()
        chat.view = replace(chat.view, ticket=None, tickets=())
        assert chat.presses(press).state == "not_found"


def test_a_ticket_that_has_gone_takes_nothing_and_shows_nothing():
    gone = Talk("showing", {"ticket": 11}, Heard(""), view())
    assert track_ticket.status(gone) == {}
    assert choices_of(track_ticket.FLOW, gone) == ()
    assert not track_ticket.it_can_be_worse(gone)


def test_information_is_added_in_words_and_files():
    chat = showing().presses("wants_to_add").sends("the lamp")
    assert (chat.state, chat.told) == ("asking_addition", [Do(Attach(1, "the lamp"), 11)])
    chat = chat.says("it smokes now")
    assert (chat.state, chat.told) == ("added", [Do(Write("it smokes now"), 11)])
    assert showing().presses("wants_to_add").says(" ").state == "asking_addition"


def test_the_customer_raises_the_level_and_cannot_lower_it_here():
    chat = showing().presses("wants_worse")
    assert chat.choices == ["choice-down", "choice-back"]
    assert chat.ignores(Heard("picked", value="3"))
    assert chat.presses("picked", "1").told == [Do(AcceptSeverity(Severity.CRITICAL), 11)]


def test_a_level_1_or_a_question_cannot_become_worse():
    assert "choice-more-severe" not in showing(severity=Severity.CRITICAL).choices
    assert "choice-more-severe" not in showing(kind="question").choices


def test_withdrawing_is_confirmed_first():
    chat = showing().presses("wants_to_withdraw")
    assert chat.commands == []
    assert chat.presses("declined").state == "showing"
    assert showing().presses("wants_to_withdraw").presses("confirmed").told == [Do(Withdraw(), 11)]


def solved():
    told = {"note": "new fuse", "closes_at": (START_AT + timedelta(hours=72)).isoformat()}
    return Chat("confirm_repair", told, ticket=ticket(state=Stage.SOLVED))


def test_the_question_whether_it_works_says_when_silence_closes():
    assert solved().args == {
        "number": "BX-7K3M-9QK",
        "kind": "fault",
        "holder": "Li",
        "note": Quoted("new fuse"),
        "closes_at": START_AT + timedelta(hours=72),
    }
    assert solved().choices == ["choice-works", "choice-broken"]


def test_yes_confirms_and_no_asks_what_is_wrong():
    assert solved().presses("confirmed").told == [Do(Confirm())]
    chat = solved().presses("rejected").says("still hums")
    assert (chat.state, chat.told) == ("reopened", [Do(Reject("still hums"))])
    assert solved().presses("rejected").presses("skipped").told == [Do(Reject(""))]


def test_photos_of_what_is_wrong_come_along():
    chat = solved().presses("rejected").sends()
    assert (chat.state, chat.told) == ("asking_reason", [Do(Attach(1))])
    assert chat.sends("look").told == [Do(Reject("look")), Do(Attach(1))]


def test_other_words_do_not_answer_whether_it_works():
    assert solved().ignores(Heard("answered", text="hm"))


def still_down(**world):
    return Chat("recheck_outage", **world)


def test_an_outage_that_goes_on_raises_the_ticket_or_the_draft():
    on_ticket = still_down(ticket=ticket()).presses("still_down").presses("accepted")
    assert on_ticket.told == [Do(AcceptSeverity(Severity.CRITICAL, proposed=True))]
    assert still_down().presses("still_down").presses("accepted").told == [Resume("raised")]


def test_a_declined_level_stays():
    on_ticket = still_down(ticket=ticket()).presses("still_down").presses("declined")
    assert on_ticket.told == [Do(DeclineSeverity(Severity.CRITICAL))]
    assert still_down().presses("still_down").presses("declined").told == []


def test_an_outage_that_lasted_is_still_proposed_and_one_that_did_not_is_not():
    lasted = still_down(ticket=ticket()).presses("over_late")
    assert (lasted.state, lasted.told) == ("proposing_level", [Do(Amend("down", "ended_long"))])
    short = still_down(ticket=ticket()).presses("over_soon")
    assert (short.state, short.told) == ("over", [Do(Amend("down", "ended"))])


def test_a_draft_learns_that_the_outage_is_over():
    assert still_down().presses("over_soon").told == [Resume("restored")]
    assert still_down().presses("over_late").presses("declined").told == [Resume("restored")]
    assert still_down().args == {"subject": Ref("this-report")}


def offered(**changes):
    changes = {"severity": Severity.CRITICAL, "severity_offer": Severity.MAJOR} | changes
    return Chat("agree_severity", {"reason": "it runs on the spare"}, ticket=ticket(**changes))


def test_a_lower_level_needs_the_customers_yes():
    assert offered().args["level"] == Ref("level-major")
    assert offered().args["reason"] == Quoted("it runs on the spare")
    assert offered().presses("accepted").told == [Do(AcceptSeverity(Severity.MAJOR, proposed=True))]
    assert offered().presses("declined").told == [Do(DeclineSeverity(Severity.MAJOR))]


def test_an_offer_taken_back_is_neither_accepted_nor_declined():
    for press in ("accepted", "declined"):
        chat = offered(severity_offer=None).presses(press)
        assert (chat.state, chat.told) == ("withdrawn", [])
    assert Chat("agree_severity", {"reason": ""}).args == {}


def rated(score, text=""):
    return Chat("rate_service", ticket=ticket(state=Stage.CLOSED)).hears(Heard("rated", value=score, text=text))


def test_a_good_score_takes_one_tap_and_ends():
    chat = rated("5", "thank you")
    assert (chat.state, chat.told) == ("thanked", [Do(Rate(5)), Do(Comment("thank you"))])
    assert rated("3").state == "rated"


def test_a_low_score_asks_for_the_reason_and_says_when_the_manager_calls():
    chat = rated("2")
    assert (chat.state, chat.args["call_by"]) == ("asking_reason", START_AT + timedelta(hours=24))
    chat = chat.presses("gave_reason", "slow")
    assert chat.told == [Do(GiveReason("slow"))]
    assert chat.says("four days").told == [Do(Comment("four days"))]


def test_a_reason_in_own_words_counts():
    chat = rated("1").says("nobody came")
    assert (chat.state, chat.told) == ("followed_up", [Do(GiveReason("other")), Do(Comment("nobody came"))])


def test_a_score_that_is_none_is_asked_again():
    chat = rated("6")
    assert (chat.state, chat.told) == ("asking_score", [])


def test_only_the_companys_languages_are_offered():
    chat = Chat("choose_language", languages=("es", "en"))
    assert chat.choices == ["language-es", "language-en", "choice-cancel"]
    assert chat.ignores(Heard("chose", value="zh"))
    assert chat.presses("chose", "en").told == [SetLanguage("en")]


def test_forgetting_is_confirmed_first():
    chat = Chat("privacy").presses("asked_to_forget")
    assert chat.effects == []
    assert chat.presses("confirmed").told == [Erase()]
    assert Chat("privacy", state="confirming_forget").presses("declined").told == []
