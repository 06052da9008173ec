"""An answer in the response to a message: the same for every repeat, never lost, twice only where that is counted."""

import msgspec
import pytest

from bot.desk.facts import Changes
from bot.messages import Body, Passive, Unknown
from tests.engine.counted import BOT, contact, has_turned_to_us, open_counted, states, to_li, turns_to_us
from tests.engine.fakes import Poison


@pytest.fixture
async def bench():
    opened = await open_counted()
    yield opened
    await opened.store.close()


def _doubles(bench):
    return [what[1] for what in bench.measures.counted if what[0] == "double"]


async def test_an_answer_goes_out_in_the_response_and_nowhere_else(bench):
    passive = await turns_to_us(bench)
    assert passive.body == Body(text="heard help")
    await bench.engine.turns.answered(BOT, "d1", passive.row)
    await bench.fast_forward(seconds=30)
    assert bench.channel.sent == []
    assert await states(bench, "sent") == ["heard help"]
    assert _doubles(bench) == []


async def test_it_is_held_until_its_channel_says_what_became_of_it(bench):
    await turns_to_us(bench)
    await bench.fast_forward(seconds=5)
    assert bench.channel.sent == []


async def test_a_message_that_comes_three_times_gets_three_equal_answers(bench):
    first = await turns_to_us(bench)
    await bench.fast_forward(seconds=5)
    second = await turns_to_us(bench)
    await bench.fast_forward(seconds=5)
    third = await turns_to_us(bench)
    assert first == second == third
    for answer in (first, second, third):
        await bench.engine.turns.answered(BOT, "d1", answer.row)
    await bench.fast_forward(seconds=30)
    assert bench.channel.sent == []
    assert bench.desk.decided == ["help"]
    assert _doubles(bench) == []


async def test_a_repeat_after_the_answer_has_left_gets_it_too(bench):
    passive = await turns_to_us(bench)
    await bench.engine.turns.answered(BOT, "d1", passive.row)
    assert await turns_to_us(bench) == passive


async def test_an_answer_that_came_too_late_goes_at_once_the_other_way(bench):
    passive = await turns_to_us(bench)
    await bench.engine.turns.unanswered(BOT, "d1", passive.row)
    await bench.engine.sender.drain()
    assert [(one.body.text, one.route) for one in bench.channel.sent] == [("heard help", "service")]
    assert _doubles(bench) == []


async def test_a_repeat_is_told_nothing_once_the_answer_goes_the_other_way(bench):
    passive = await turns_to_us(bench)
    await bench.engine.turns.unanswered(BOT, "d1", passive.row)
    assert await turns_to_us(bench) is None
    await bench.engine.sender.drain()
    assert await turns_to_us(bench) is None
    assert bench.channel.texts() == ["heard help"]


async def test_an_answer_of_which_nobody_knows_goes_once_more_and_is_counted(bench):
    await turns_to_us(bench)
    # Here the process dies between the commit and the response, or between the response and the word of it.
    again = await open_counted(bench)
    await again.fast_forward(seconds=7)
    assert again.channel.texts() == ["heard help"]
    assert _doubles(again) == ["unknown_answer"]


async def test_after_such_a_death_a_repeat_still_gets_the_answer(bench):
    first = await turns_to_us(bench)
    again = await open_counted(bench)
    await again.fast_forward(seconds=5)
    assert await turns_to_us(again) == first
    await again.engine.turns.answered(BOT, "d1", first.row)
    await again.fast_forward(seconds=30)
    assert again.channel.sent == []
    assert _doubles(again) == []


async def test_word_that_comes_after_the_answer_was_sent_counts_it_as_a_double(bench):
    passive = await turns_to_us(bench)
    await bench.fast_forward(seconds=7)
    await bench.engine.turns.answered(BOT, "d1", passive.row)
    assert bench.channel.texts() == ["heard help"]
    assert _doubles(bench) == ["unknown_answer", "late_answer"]


async def test_it_is_never_sent_a_third_time(bench):
    bench.channel.outcomes += [Unknown("no answer"), Unknown("no answer")]
    await turns_to_us(bench)
    await bench.fast_forward(seconds=60)
    assert len(bench.channel.sent) == 1


async def test_all_that_is_said_to_the_writer_is_one_answer(bench):
    _also(bench, "your number is BX", "next question")
    passive = await turns_to_us(bench)
    assert passive.body.text == "your number is BX\n\nnext question\n\nheard help"
    assert len(await states(bench, "pending")) == 1


async def test_what_is_more_than_one_text_bears_follows_in_its_order(bench):
    _also(bench, "字" * 300, "词" * 300, "句" * 300)
    passive = await turns_to_us(bench)
    assert passive.body.text == f"{'字' * 300}\n\n{'词' * 300}"
    await bench.engine.sender.drain()
    assert bench.channel.sent == []
    await bench.engine.turns.answered(BOT, "d1", passive.row)
    await bench.engine.sender.drain()
    assert bench.channel.texts() == [f"{'句' * 300}\n\nheard help"]


async def test_a_text_that_is_too_long_by_itself_is_cut_at_a_paragraph(bench):
    _also(bench, f"{'字' * 500}\n\n{'词' * 500}")
    passive = await turns_to_us(bench)
    assert passive.body.text == "字" * 500
    await bench.engine.turns.answered(BOT, "d1", passive.row)
    await bench.engine.sender.drain()
    assert bench.channel.texts() == [f"{'词' * 500}\n\nheard help"]


async def test_what_goes_to_others_is_no_answer(bench):
    decide = bench.desk.decide

    def told_elsewhere(incoming, facts, more, now):
        changes = decide(incoming, facts, more, now)
        row = msgspec.structs.replace(to_li(bench, "for Wang"), chat="wang", chat_key=f"{BOT}/wang")
        return _with(changes, row)

    bench.desk.decide = told_elsewhere
    passive = await turns_to_us(bench)
    assert passive.body.text == "heard help"
    assert sorted(await states(bench, "pending")) == ["for Wang", "heard help"]


async def test_where_nothing_is_said_there_is_no_answer(bench):
    bench.desk.decide = lambda *_given: Changes()
    assert await turns_to_us(bench) is None
    assert await turns_to_us(bench) is None


async def test_the_kind_words_to_a_message_put_aside_are_an_answer_too(bench):
    bench.desk.poison = _choke
    answer = await bench.engine.turns.take(contact(bench, text="poison"))
    assert msgspec.json.decode(answer, type=Passive).body.text == "kept"
    assert await bench.engine.turns.take(contact(bench, text="poison")) == answer


async def test_a_message_nobody_waits_for_is_answered_by_a_row_alone(bench):
    await has_turned_to_us(bench, passive=False)
    await bench.engine.sender.drain()
    assert bench.channel.texts() == ["heard help"]


async def test_the_answer_of_a_platform_that_waits_for_none_stays_as_it_was(bench):
    assert await bench.says("hello") == b"heard hello"


def _choke():
    raise Poison("it cannot be decided")


def _also(bench, *texts):
    """Let the desk say these before its echo."""
    decide = bench.desk.decide

    def more(incoming, facts, read, now):
        said = [to_li(bench, text) for text in texts]
        changes = decide(incoming, facts, read, now)
        changes.outbox[:0] = said
        return changes

    bench.desk.decide = more


def _with(changes, row):
    changes.outbox.append(row)
    return changes
