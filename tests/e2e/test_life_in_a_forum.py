"""What happens to a staff group in the middle of a ticket, over our own strict Telegram and through the whole desk."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.stories.script import Part, Words
from tests.e2e.forum_stage import ForumStage
from tests.telegram_api import Group, Message, Person

START_AT = datetime(2026, 11, 18, 7, 0, tzinfo=UTC)
LI, ROSA = (
    Part(slug, "customer", Words({"": name}), Words({"": "customer"}))
    for slug, name in (("li", "Alice"), ("rosa", "Rose"))
)
MINUTE = timedelta(minutes=1)


class Life:
    """A desk with one customer and a ticket of level 1 in the staff's group."""

    def __init__(self, stage: ForumStage) -> None:
        self.stage = stage
        self.li: Person = stage.actor("li").phone
        self.rosa: Person = stage.actor("rosa").phone
        self.wang: Person = stage.actor("wang").phone
        self.zhao: Person = stage.actor("zhao").phone
        self.lin: Person = stage.actor("lin").phone

    @property
    def group(self) -> Group:
        return self.stage.group

    async def does(self, *acts: object) -> None:
        """Let somebody act, and the desk do what follows."""
        for act in acts:
            await act  # type: ignore[misc] # coroutines of people
            await self.stage.settle()

    async def reports(self, symptom: str = "no picture at all", who: Person | None = None) -> None:
        for words in ("/report", symptom, "1"):
            await self.does((who or self.li).says(words))

    async def takes(self) -> None:
        """Let Wang acknowledge by the button of his page."""
        await self.does(self.wang.presses(self._label("btn-ack")))

    def card(self, group: Group | None = None) -> Message:
        """Return the newest card in the group."""
        return [each for each in (group or self.group).inbox if each.rows][-1]

    def sees(self, person: Person, words: str) -> bool:
        return any(words in each.text for each in person.inbox)

    def _label(self, text: str) -> str:
        return self.stage.app.texts.say(text, "en", UTC, START_AT, {})


@pytest.fixture
async def stage(tmp_path) -> AsyncIterator[ForumStage]:
    running = ForumStage(tmp_path, START_AT, "en", "polling", forum=True)
    yield running
    await running.leave()


@pytest.fixture
async def life(stage) -> Life:
    """A ticket that Wang has taken, in a topic of its own."""
    await stage.open([LI, ROSA])
    telling = Life(stage)
    await telling.reports()
    await telling.takes()
    return telling


async def test_the_assignees_lines_reach_the_customer_and_a_colleagues_stay(life):
    (topic,) = life.group.topics
    assert life.card().thread == topic.id
    line = await life.wang.says("on my way, ten minutes", life.group, thread=topic)
    await life.does(life.zhao.says("bring the spare fan", life.group, thread=topic))
    assert life.sees(life.li, "on my way, ten minutes")
    assert not life.sees(life.li, "bring the spare fan")
    assert line.reactions == ["👍"]
    assert life.stage.phones.flood.refused == []


async def test_what_the_customer_says_lies_in_the_topic_and_the_managers_reply_to_it_reaches_them(life):
    (topic,) = life.group.topics
    await life.does(life.li.says("the fan is loud too"))
    await life.stage.pass_time(MINUTE)
    (heard,) = [each for each in life.group.thread(topic) if "the fan is loud too" in each.text]
    await life.does(life.zhao.replies(heard, "not mine to say", life.group))
    await life.does(life.lin.replies(heard, "please switch it off", life.group))
    assert life.sees(life.li, "please switch it off")
    assert not life.sees(life.li, "not mine to say")


async def test_a_topic_somebody_deleted_is_replaced_with_its_card(life):
    (old,) = life.group.topics
    await life.zhao.deletes_topic(old, life.group)
    await life.does(life.li.says("now the alarm rings as well"))
    await life.stage.pass_time(MINUTE)
    (new,) = life.group.topics
    assert new.id != old.id
    assert life.card().thread == new.id
    assert any("now the alarm rings as well" in each.text for each in life.group.thread(new))


async def test_without_the_right_to_topics_the_next_ticket_has_a_plain_card(life):
    life.group.bot_becomes("administrator", rights=())
    await life.stage.settle()
    await life.reports("the gate does not open", life.rosa)
    assert len(life.group.topics) == 1
    assert life.card().thread == 0
    assert "the gate does not open" in life.card().text


async def test_who_was_put_out_of_the_group_can_do_nothing_any_more(life):
    await life.does(life.zhao.puts_out(life.wang, life.group))
    await life.does(life.wang.says("/mine"))
    assert "no picture at all" not in life.wang.last.text
    await life.reports("the gate does not open", life.rosa)
    assert not life.sees(life.wang, "the gate does not open")


async def test_an_anonymous_administrator_is_told_to_show_himself_and_nothing_happens(life):
    await life.zhao.becomes("administrator", life.group, anonymous=True)
    before = life.card().text
    (topic,) = life.group.topics
    await life.does(life.zhao.says("/solved all fine", life.group, thread=topic))
    assert life.card().text == before
    refusal = life.group.last
    assert refusal.reply is not None
    assert refusal.reply.text == "/solved all fine"
    assert refusal.thread == topic.id


@pytest.mark.parametrize("first", ["to", "from"])
async def test_a_group_that_grows_in_the_middle_of_a_ticket_takes_the_ticket_along(stage, first):
    stage.stays_small()
    await stage.open([LI, ROSA])
    life = Life(stage)
    await life.reports()
    number = life.card().text.split(" ")[0]
    stage.group = life.group.moves(first=first)
    await stage.settle()
    await life.does(life.zhao.says(f"/ack {number}", stage.group))
    assert number in life.card().text
    assert "Zoe Adams" in life.card().text
    assert [each for each in stage.phones.called("sendMessage") if each["chat_id"] == str(stage.group.chat)]
