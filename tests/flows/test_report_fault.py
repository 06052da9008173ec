"""Reporting a fault, told as customers live it (IN-02, SV-01 to SV-06)."""

from datetime import timedelta

import pytest

from bot.domain.commands import AcceptSeverity, Amend, Attach, DeclineSeverity, Open, Write
from bot.domain.severity import Severity
from bot.flows.machine import choices_of
from bot.flows.tables import Arm, Begin, Do, Heard, Quoted, Ref
from tests.flows.chat import Chat
from tests.flows.walker import OPEN_TICKETS, START_AT


def report(level="3", **world):
    return Chat("report_fault", **world).says("it hums").presses("picked", level)


def checked(level="3", down="no", lost="no"):
    return report(level).presses("answered", down).presses("answered", lost)


def at_summary(level="3"):
    chat = checked(level).says("pump 2").says("Line 4")
    return chat.presses("skipped").says("555 0100")


def opened(chat):
    return [command for command in chat.commands if isinstance(command, Open)]


def test_a_whole_report_becomes_one_ticket_with_its_record():
    chat = at_summary("2").presses("confirmed")
    assert chat.state == "sent"
    assert chat.commands == [
        Open(
            kind="fault",
            severity=Severity.MAJOR,
            notice_at=START_AT,
            language="zh",
            record={
                "symptom": "it hums",
                "equipment": "pump 2",
                "project": "Line 4",
                "phone": "555 0100",
                "down": "no",
                "lost": "no",
            },
        ),
    ]


def test_the_clock_counts_from_the_first_message_however_long_the_report_takes():
    notice_at = START_AT - timedelta(minutes=3)
    chat = report("3", notice_at=notice_at, language="es").waits(days=2)
    chat = chat.presses("skipped").presses("skipped")
    for _ in range(4):
        chat = chat.presses("skipped")
    (command,) = opened(chat.presses("confirmed"))
    assert (command.notice_at, command.language) == (notice_at, "es")


def test_level_1_opens_the_ticket_at_the_moment_of_the_pick():
    chat = report("1")
    assert chat.state == "checking_down"
    assert [command.severity for command in opened(chat)] == [Severity.CRITICAL]


def test_answers_after_the_ticket_amend_it_and_end_without_a_summary():
    chat = report("1").presses("answered", "yes").presses("answered", "0").presses("answered", "yes")
    chat = chat.says("pump 2").presses("skipped").presses("skipped").says("555 0100")
    assert chat.state == "completed"
    assert len(opened(chat)) == 1
    assert chat.commands[1:] == [
        Amend("down", "yes"),
        Amend("since", START_AT.isoformat()),
        Amend("lost", "yes"),
        Amend("equipment", "pump 2"),
        Amend("phone", "555 0100"),
    ]


def test_picking_again_after_the_ticket_changes_its_level_and_never_opens_another():
    chat = report("1").presses("went_back").presses("picked", "2")
    assert chat.told == [Do(AcceptSeverity(Severity.MAJOR))]
    chat = chat.presses("went_back").presses("picked", "1")
    assert chat.told == [Do(AcceptSeverity(Severity.CRITICAL))]
    chat = chat.presses("went_back").presses("picked", "1")
    assert chat.told == []
    assert len(opened(chat)) == 1


def test_going_back_to_the_symptom_after_the_ticket_amends_it():
    chat = report("1").presses("went_back").presses("went_back").says("it screams")
    assert chat.told == [Do(Amend("symptom", "it screams"))]


def test_lost_data_propose_level_1_and_accepting_opens_it_then():
    chat = checked("3", lost="yes")
    assert chat.state == "proposing_severity"
    assert chat.args == {"picked": Ref("level-minor"), "level": Ref("level-critical"), "why": Ref("why-data-lost")}
    assert not opened(chat)
    chat = chat.presses("accepted")
    assert [command.severity for command in opened(chat)] == [Severity.CRITICAL]
    assert chat.state == "asking_equipment"


def test_a_declined_proposal_leaves_the_pick_and_is_not_made_again():
    chat = checked("3", lost="yes").presses("declined")
    assert chat.told == []
    chat = chat.presses("went_back").presses("answered", "yes")
    assert chat.state == "asking_equipment"


@pytest.mark.parametrize(("minutes", "proposed"), [("0", False), ("5", False), ("10", True)])
def test_an_outage_of_ten_minutes_proposes_level_1(minutes, proposed):
    chat = report("2").presses("answered", "yes").presses("answered", minutes).presses("answered", "no")
    assert (chat.state == "proposing_severity") is proposed


def test_an_outage_of_ten_minutes_that_has_ended_proposes_level_1_too():
    chat = checked("2", down="ended_long")
    assert chat.args["why"] == Ref("why-long-outage")
    assert checked("2", down="ended").state == "asking_equipment"


def test_a_level_1_that_still_runs_is_asked_about_as_level_2():
    chat = checked("1")
    assert chat.args["why"] == Ref("why-still-running")
    chat.presses("accepted")
    assert chat.told == [Do(AcceptSeverity(Severity.MAJOR, proposed=True))]
    assert checked("1").presses("declined").told == [Do(DeclineSeverity(Severity.MAJOR))]


def test_an_outage_going_on_is_armed_for_its_tenth_minute():
    chat = report("2").presses("answered", "yes").presses("answered", "5")
    limit_at = START_AT + timedelta(minutes=5)
    assert chat.told == [Arm("outage", limit_at)]
    chat = chat.presses("answered", "no")
    for _ in range(4):
        chat = chat.presses("skipped")
    chat = chat.presses("confirmed")
    assert Arm("outage", limit_at) in chat.told


def test_a_level_1_needs_no_question_about_its_outage():
    assert not [each for each in report("1").presses("answered", "yes").presses("answered", "0").told if each == Arm]


def test_a_typed_time_is_understood_and_another_word_is_asked_again():
    chat = report("2").presses("answered", "yes").says("well before lunch")
    assert (chat.state, chat.texts) == ("checking_since", ["since-not-understood"])
    chat = chat.says("22:24")
    assert chat.answers["since"] == (START_AT - timedelta(minutes=6)).isoformat()
    assert chat.state == "checking_lost"


def test_saying_it_is_not_down_forgets_since_when():
    chat = report("2").presses("answered", "yes").presses("answered", "5")
    chat = chat.presses("went_back").presses("went_back").presses("answered", "no")
    assert (chat.answers["since"], chat.state) == ("", "checking_lost")
    chat = chat.presses("went_back")
    assert chat.state == "checking_down"


def test_one_answer_is_changed_at_the_summary():
    chat = at_summary().presses("changed").presses("changed_equipment").says("pump 3")
    assert chat.state == "summarising"
    assert chat.args["equipment"] == Quoted("pump 3")
    chat = chat.presses("changed").presses("changed_project").presses("went_back")
    assert chat.state == "summarising"


def test_level_1_picked_at_the_summary_opens_at_once_with_the_whole_record():
    chat = checked("3", down="ended_long").presses("declined")
    chat = chat.says("pump 2").presses("skipped").presses("skipped").presses("skipped")
    chat = chat.presses("changed").presses("changed_severity").presses("picked", "1")
    assert chat.state == "completed"
    assert opened(chat)[0].record["equipment"] == "pump 2"


def test_level_1_picked_at_the_summary_is_still_doubted_when_everything_runs():
    chat = at_summary().presses("changed").presses("changed_severity").presses("picked", "1")
    assert (chat.state, len(opened(chat))) == ("proposing_severity", 1)
    assert chat.presses("declined").state == "completed"


def test_the_summary_can_be_walked_back_question_by_question():
    chat = at_summary().presses("went_back").presses("went_back").presses("went_back")
    assert chat.state == "asking_project"


def test_photos_are_counted_wherever_they_come_and_words_beside_them_are_kept():
    chat = report("3").sends().presses("answered", "no").sends("the red lamp", count=2)
    assert (chat.state, chat.answers["media"]) == ("checking_lost", 3)
    assert chat.answers["symptom"] == "it hums\nthe red lamp"


def test_photos_after_the_ticket_are_attached_to_it():
    assert report("1").sends("the lamp").told == [Do(Attach(1, "the lamp"))]


def test_a_photo_without_words_is_asked_for_words_once_and_may_stay_alone():
    chat = Chat("report_fault").sends()
    assert (chat.state, chat.texts) == ("asking_symptom", ["symptom-words-please"])
    chat = chat.sends()
    assert (chat.texts, chat.choices) == ([], ["choice-skip", "choice-cancel"])
    assert chat.presses("skipped").state == "asking_severity"


def test_a_photo_with_words_is_a_symptom():
    chat = Chat("report_fault").sends("it smokes")
    assert (chat.state, chat.answers["symptom"], chat.answers["media"]) == ("asking_severity", "it smokes", 1)


def test_new_words_with_a_photo_after_the_ticket_amend_and_attach():
    chat = report("1").presses("went_back").presses("went_back").sends("it smokes")
    assert chat.told == [Do(Amend("symptom", "it smokes")), Do(Attach(1))]


def test_the_photo_question_ends_by_done_once_there_is_one():
    chat = checked().presses("skipped").presses("skipped")
    assert chat.choices == ["choice-skip", "choice-back", "choice-cancel"]
    chat = chat.sends()
    assert chat.choices == ["choice-photos-done", "choice-back", "choice-cancel"]
    assert chat.args == {"count": 1}
    assert chat.says("in the cellar").answers["symptom"] == "it hums\nin the cellar"


def first_message(text="it hums", **world):
    return Chat("report_fault", {"symptom": text}, state="asking_kind", **world)


def test_a_first_message_becomes_the_symptom_after_one_question():
    assert first_message().presses("reported_fault").state == "asking_severity"
    assert first_message("").presses("reported_fault").state == "asking_symptom"


def test_more_words_before_the_choice_belong_to_the_first_message():
    assert first_message().says("and smokes").answers["symptom"] == "it hums\nand smokes"


def test_a_first_message_that_is_a_question_goes_on_as_one():
    chat = first_message("how?").sends().presses("asked_question")
    told = {"question": "how?", "notice_at": START_AT.isoformat(), "media": 1}
    assert (chat.state, chat.told) == ("handed_over", [Begin("ask_question", told)])


def test_a_first_message_can_be_added_to_one_of_the_three_newest_tickets():
    chat = first_message(tickets=OPEN_TICKETS).sends()
    offered = [choice.value for choice in choices_of(chat.flow, chat.talk) if choice.trigger == "added_to_ticket"]
    assert offered == ["11", "12", "13"]
    assert chat.ignores(Heard("added_to_ticket", value="99"))
    chat = chat.presses("added_to_ticket", "12")
    assert (chat.state, chat.told) == ("added", [Do(Write("it hums"), 12), Do(Attach(1), 12)])
    assert chat.args == {"number": "BX-7K3M-9QK"}


def test_only_files_are_added_without_words():
    chat = Chat("report_fault", {"symptom": "", "media": 2}, state="asking_kind", tickets=OPEN_TICKETS)
    assert chat.presses("added_to_ticket", "11").told == [Do(Attach(2), 11)]


def test_silence_is_asked_about_once():
    chat = report()
    assert Arm("idle", START_AT + timedelta(hours=1)) in chat.effects
    chat = chat.presses("timed_out")
    assert (chat.state, chat.texts) == ("checking_down", ["report-waiting"])
    assert chat.ignores(Heard("timed_out"))


def test_cancelling_never_touches_a_ticket_that_is_out():
    assert report("2").presses("cancelled").state == "cancelled"
    chat = report("1").presses("cancelled")
    assert (chat.state, chat.told) == ("left_with_ticket", [])


def test_the_outage_question_opens_the_draft_at_level_1_where_it_stands():
    chat = checked("2").presses("raised")
    assert (chat.state, [command.severity for command in opened(chat)]) == ("asking_equipment", [Severity.CRITICAL])
    assert chat.ignores(Heard("raised"))
    assert at_summary().presses("raised").state == "completed"


def test_an_outage_that_is_over_is_noted_in_the_draft():
    chat = report("2").presses("answered", "yes").presses("answered", "5").presses("restored")
    assert (chat.state, chat.answers["down"]) == ("checking_lost", "ended")


def test_a_blank_answer_is_asked_again():
    assert Chat("report_fault").says("  ").state == "asking_symptom"


def test_an_answer_of_another_question_is_no_answer():
    chat = report().presses("answered", "10")
    assert (chat.state, chat.told) == ("checking_down", [])
    chat = chat.presses("answered", "no").presses("answered", "ended")
    assert (chat.state, chat.told) == ("checking_lost", [])


def test_a_level_that_is_none_is_asked_again():
    assert Chat("report_fault").says("it hums").presses("picked", "7").state == "asking_severity"


#: A number as a Chinese keyboard writes it.
FULL_WIDTH = "13800138000".translate({48 + figure: 0xFF10 + figure for figure in range(10)})


def at_phone():
    return checked("3").says("pump 2").says("Line 4").presses("skipped")


@pytest.mark.parametrize("said", ["你好啊", "my colleague has it", "8 1", "—"])
def test_words_without_a_number_are_asked_about_once_and_then_taken(said):
    chat = at_phone().says(said)
    assert (chat.state, chat.texts) == ("asking_phone", ["phone-not-understood"])
    again = chat.says("ext. 204 of the gatehouse")
    assert (again.state, again.answers["phone"]) == ("summarising", "ext. 204 of the gatehouse")


@pytest.mark.parametrize("said", ["555 01", "13800138000 李", FULL_WIDTH, "一三八零零一三八", "幺三八零零"])
def test_a_number_however_it_is_written_is_taken_at_once(said):
    chat = at_phone().says(said)
    assert (chat.state, chat.answers["phone"]) == ("summarising", said)


def test_after_words_without_a_number_it_can_still_be_skipped_or_given():
    assert at_phone().says("why?").presses("skipped").state == "summarising"
    assert at_phone().says("why?").says("555 0100").answers["phone"] == "555 0100"
