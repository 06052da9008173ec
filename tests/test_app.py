"""The composition root: a desk starts, serves, brings its staff in, and stops; or says in one line why not."""

import asyncio
import errno
import os
import sqlite3
import time
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.adapters.clock import VirtualClock
from bot.adapters.ids import SeededIds
from bot.app import ALL, App, CannotStart, Invitation, build
from bot.app.refusing import in_one_line
from bot.config import Settings, of_tables
from bot.domain.roles import Role
from bot.messages import Incoming, Sender
from tests.asking import Answer, ask

WANG = {"id": "wang", "name": "Wang", "roles": ["on_duty"], "languages": ["en"]}
TELEGRAM = {"token": "8101:abcdefghijkl"}
PUBLIC = {"listen": "127.0.0.1:0", "public_url": "https://desk.example.com"}
WECOM = {"corp_id": "ww12", "agent_id": 7, "secret": "s" * 9, "token": "QDG6eK", "aes_key": "a" * 43}
NOBODY = VirtualClock(datetime(2026, 11, 18, tzinfo=UTC))


def settings(folder: Path, **tables: object) -> Settings:
    data = {"company": {"name": "Ridgeline"}, "web": {"listen": "127.0.0.1:0"}, **tables}
    return of_tables(data, folder)


@asynccontextmanager
async def prepared(folder: Path, **tables: object):
    app = await build(settings(folder, **tables), clock=NOBODY, ids=None)
    try:
        await app.prepare()
        yield app
    finally:
        await app.stop()


async def get(app: App, path: str, **headers: str) -> Answer:
    return await asyncio.to_thread(ask, app.listener.url, path, **headers)


@pytest.fixture
async def running(tmp_path):
    app = await build(settings(tmp_path, web={"listen": "127.0.0.1:0", "metrics_token": "m" * 20}))
    await app.start()
    yield app
    await app.stop()


async def until_ready(app: App) -> dict:
    for _try in range(50):
        answer = await get(app, "/readyz")
        if answer.status == 200:
            return answer.json
        await asyncio.sleep(0.1)
    raise AssertionError(answer.text)


async def test_a_running_desk_is_alive_and_ready(running):
    assert await get(running, "/healthz") == Answer(200, "ok\n")
    health = await until_ready(running)
    assert health["database_writable"] is True
    assert health["oldest_unsent_page_seconds"] == 0.0


async def test_the_chat_is_open(running):
    page = await get(running, "/chat")
    assert page.status == 200
    assert "Ridgeline" in page.text


async def test_figures_are_for_this_machine_and_for_bearers(running):
    figures = await get(running, "/metrics")
    assert figures.status == 200
    assert "baoxiu_inbox_total" in figures.text
    elsewhere = "192.0.2.7"
    assert (await get(running, "/metrics", X_Forwarded_For=elsewhere)).status == 403
    bearer = f"Bearer {'m' * 20}"
    assert (await get(running, "/metrics", X_Forwarded_For=elsewhere, Authorization=bearer)).status == 200


async def test_a_desk_stops_well_within_ten_seconds(tmp_path):
    app = await build(settings(tmp_path))
    await app.start()
    await until_ready(app)
    before = time.monotonic()
    await app.stop()
    assert time.monotonic() - before < 5


async def test_a_part_left_out_is_not_there(tmp_path):
    app = await build(settings(tmp_path, telegram=TELEGRAM), only=ALL - {"web", "telegram"})
    await app.start()
    try:
        assert app.telegram is None
        assert (await get(app, "/chat")).status == 404
    finally:
        await app.stop()


async def test_a_desk_that_is_only_prepared_can_be_driven_by_hand(tmp_path):
    clock = VirtualClock(datetime(2026, 11, 18, tzinfo=UTC))
    app = await build(settings(tmp_path), clock=clock, ids=SeededIds(1, clock))
    await app.prepare()
    now = clock.now()
    await app.engine.turns.take(
        Incoming(
            bot="web:desk",
            delivery_id="1",
            chat="li",
            sender=Sender("li", language="en"),
            sent_at=now,
            received_at=now,
            text="all down",
        ),
    )
    assert await app.engine.sender.drain() == 1
    await app.stop()
    again = await build(settings(tmp_path), clock=clock, ids=SeededIds(2, clock))
    await again.prepare()
    assert len(await again.store.reads().rows("conversation_states")) == 1
    await again.stop()


async def test_a_second_desk_on_the_same_database_is_refused(tmp_path):
    async with prepared(tmp_path):
        with pytest.raises(CannotStart, match=r"baoxiu\.db\.lock is held by another process"):
            await build(settings(tmp_path))


async def test_an_address_that_is_taken_is_named(running, tmp_path):
    address = running.listener.url.removeprefix("http://")
    other = await build(settings(tmp_path / "other", web={"listen": address}))
    with pytest.raises(CannotStart, match=rf"web\.listen {address}: .*in use"):
        await other.start()
    await other.stop()


async def test_a_file_that_is_no_database_is_refused(tmp_path):
    (tmp_path / "baoxiu.db").write_bytes(b"once upon a time" * 100)
    with pytest.raises(CannotStart, match="file is not a database"):
        await build(settings(tmp_path))


async def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "files").write_text("in the way", "utf-8")
    with pytest.raises(CannotStart, match=rf"{tmp_path}/files"):
        await build(settings(tmp_path))


def test_a_folder_nobody_may_write_is_named_with_what_to_do():
    with (
        pytest.raises(CannotStart, match=r"^/srv/desk: this folder must be writable: Permission denied$"),
        in_one_line("the database"),
    ):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), "/srv/desk")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
async def test_a_read_only_folder_is_named(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(CannotStart, match="this folder must be writable: Permission denied"):
        await build(settings(tmp_path))


async def test_open_conversations_no_flow_can_take_up_stop_the_start(tmp_path):
    async with prepared(tmp_path) as app:
        now = NOBODY.now()
        for who in ("li", "ana"):
            taken = Incoming(
                bot="web:desk",
                delivery_id=who,
                chat=who,
                sender=Sender(who, language="en"),
                sent_at=now,
                received_at=now,
                text="all down",
            )
            await app.engine.turns.take(taken)
    database = sqlite3.connect(tmp_path / "baoxiu.db")
    database.execute("UPDATE conversations SET state = 'asking_colour'")
    database.commit()
    database.close()
    app = await build(settings(tmp_path))
    with pytest.raises(CannotStart, match=r"2 open in report_fault v\d+, state asking_colour"):
        await app.prepare()
    await app.stop()


async def test_a_talk_set_aside_counts_as_open_too(tmp_path):
    async with prepared(tmp_path) as app:
        now = NOBODY.now()
        taken = Incoming(
            bot="web:desk",
            delivery_id="1",
            chat="li",
            sender=Sender("li"),
            sent_at=now,
            received_at=now,
            text="all down",
        )
        await app.engine.turns.take(taken)
    database = sqlite3.connect(tmp_path / "baoxiu.db")
    database.execute("""UPDATE conversations SET suspended = '[["order_lunch", 1, "asking", {}, null]]'""")
    database.commit()
    database.close()
    app = await build(settings(tmp_path))
    with pytest.raises(CannotStart, match=r"1 open in order_lunch v1, state asking: .*the flow is gone"):
        await app.prepare()
    await app.stop()


async def test_staff_of_the_configuration_come_in_with_their_telegram(tmp_path):
    async with prepared(tmp_path, telegram=TELEGRAM, staff=[{**WANG, "telegram": 5}]) as app:
        (wang,) = app.desk.roster.members
        assert (wang.slug, wang.name, wang.roles, wang.language) == ("wang", "Wang", {Role.ON_DUTY}, "en")
        assert wang.route is not None
        assert wang.route.place.key == "telegram:8101/5"


async def test_the_staff_chats_are_the_telegram_group_and_the_room_of_the_web(tmp_path):
    async with prepared(tmp_path, telegram={**TELEGRAM, "staff_chat": -1001}) as app:
        assert [place.key for place in app.desk.house.staff_chats] == ["telegram:8101/-1001", "web:desk/room:staff"]


async def test_staff_of_the_configuration_come_in_with_their_wecom_too(tmp_path):
    told = {"telegram": TELEGRAM, "wecom": {**WECOM, "staff_party": 2}, "web": PUBLIC}
    async with prepared(tmp_path, **told, staff=[{**WANG, "telegram": 5, "wecom": "WangQiang"}]) as app:
        (wang,) = app.desk.roster.members
        assert {route.place.key for route in wang.routes} == {"telegram:8101/5", "wecom:ww12.7/wangqiang"}
        assert [place.key for place in app.desk.house.staff_chats] == ["wecom:ww12.7/party:2", "web:desk/room:staff"]
        assert app.wecom is not None


async def test_a_changed_name_in_wecom_takes_that_account_away_and_leaves_the_others(tmp_path):
    told = {"telegram": TELEGRAM, "wecom": WECOM, "web": PUBLIC}
    async with prepared(tmp_path, **told, staff=[{**WANG, "telegram": 5, "wecom": "wang"}]):
        pass
    async with prepared(tmp_path, **told, staff=[{**WANG, "telegram": 5, "wecom": "wang2"}]) as app:
        (wang,) = app.desk.roster.members
        assert {route.place.chat for route in wang.routes} == {"5", "wang2"}


async def test_a_channel_that_is_not_configured_for_a_while_keeps_its_accounts(tmp_path):
    member = {**WANG, "telegram": 5, "wecom": "wang"}
    async with prepared(tmp_path, telegram=TELEGRAM, wecom=WECOM, web=PUBLIC, staff=[member]):
        pass
    async with prepared(tmp_path, telegram=TELEGRAM, staff=[member]) as app:
        assert app.wecom is None
    async with prepared(tmp_path, telegram=TELEGRAM, wecom=WECOM, web=PUBLIC, staff=[{**member, "wecom": "w"}]) as app:
        (wang,) = app.desk.roster.members
        assert {route.place.chat for route in wang.routes} == {"5", "w"}


async def test_an_account_that_found_another_person_is_left_with_them(tmp_path):
    async with prepared(tmp_path, telegram=TELEGRAM, staff=[{**WANG, "telegram": 5}]):
        pass
    database = sqlite3.connect(tmp_path / "baoxiu.db")
    database.execute(
        "INSERT INTO persons (id, name, language, zone, staff, roles, customer, phone, created_at)"
        " VALUES (7, 'Ana', '', '', 'ana', 'field', '', '', 0)"
    )
    database.execute("UPDATE accounts SET person = 7")
    database.commit()
    database.close()
    async with prepared(tmp_path, telegram=TELEGRAM, staff=[WANG]) as app:
        routes = {member.slug: len(member.routes) for member in app.desk.roster.members}
        assert routes == {"ana": 1, "wang": 0}


async def test_a_changed_row_changes_the_person_and_keeps_them(tmp_path):
    async with prepared(tmp_path, staff=[WANG]) as app:
        before = app.desk.roster.members[0].person
    async with prepared(tmp_path, staff=[{**WANG, "name": "Wang Qiang", "roles": ["manager"]}]) as app:
        (wang,) = app.desk.roster.members
        assert (wang.person, wang.name, wang.roles) == (before, "Wang Qiang", {Role.MANAGER})


async def test_a_row_that_is_gone_disables_and_a_row_that_returns_restores(tmp_path):
    async with prepared(tmp_path, telegram=TELEGRAM, staff=[{**WANG, "telegram": 5}]) as app:
        before = app.desk.roster.members
    for _start in range(2):
        async with prepared(tmp_path, telegram=TELEGRAM) as app:
            assert app.desk.roster.members == ()
            assert len(await app.store.reads().rows("persons_of_bot", "telegram:8101")) == 1
    async with prepared(tmp_path, telegram=TELEGRAM, staff=[{**WANG, "telegram": 5}]) as app:
        assert app.desk.roster.members == before


async def test_a_changed_telegram_id_takes_the_old_account_away(tmp_path):
    async with prepared(tmp_path, telegram=TELEGRAM, staff=[{**WANG, "telegram": 5}]):
        pass
    async with prepared(tmp_path, telegram=TELEGRAM, staff=[{**WANG, "telegram": 6}]) as app:
        (wang,) = app.desk.roster.members
        assert [route.place.chat for route in wang.routes] == ["6"]
        old = await app.store.reads().rows("account_by_address", "telegram:8101", "5")
        assert old[0][3] != wang.person


async def test_a_telegram_id_that_moves_to_a_colleague_is_the_colleagues(tmp_path):
    zhao = {"id": "zhao", "name": "Zhao", "roles": ["field"]}
    async with prepared(tmp_path, telegram=TELEGRAM, staff=[{**WANG, "telegram": 5}, zhao]):
        pass
    async with prepared(tmp_path, telegram=TELEGRAM, staff=[WANG, {**zhao, "telegram": 5}]) as app:
        routes = {member.slug: [route.place.chat for route in member.routes] for member in app.desk.roster.members}
        assert routes == {"wang": [], "zhao": ["5"]}


async def test_a_customer_who_is_hired_keeps_the_account(tmp_path):
    async with prepared(tmp_path, telegram=TELEGRAM) as app:
        now = NOBODY.now()
        await app.engine.turns.take(
            Incoming(
                bot="telegram:8101",
                delivery_id="1",
                chat="5",
                sender=Sender("5", name="W"),
                sent_at=now,
                received_at=now,
                text="hello",
            ),
        )
    async with prepared(tmp_path, telegram=TELEGRAM, staff=[{**WANG, "telegram": 5}]) as app:
        assert len(await app.store.reads().rows("persons_of_bot", "telegram:8101")) == 1
        assert app.desk.roster.members[0].route is not None


async def test_a_language_chosen_in_chat_stays_while_the_row_allows_it(tmp_path):
    async with prepared(tmp_path, staff=[{**WANG, "languages": ["en", "zh"]}]):
        pass
    database = sqlite3.connect(tmp_path / "baoxiu.db")
    database.execute("UPDATE persons SET language = 'zh'")
    database.commit()
    database.close()
    async with prepared(tmp_path, staff=[{**WANG, "languages": ["en", "zh"]}]) as app:
        assert app.desk.roster.members[0].language == "zh"
    async with prepared(tmp_path, staff=[WANG]) as app:
        assert app.desk.roster.members[0].language == "en"


async def test_people_who_were_invited_are_not_touched_by_the_configuration(tmp_path):
    async with prepared(tmp_path) as app:
        await app.invite(Invitation(slug="ana", name="Ana", roles=("field",)))
    async with prepared(tmp_path, staff=[WANG]) as app:
        assert [member.slug for member in app.desk.roster.members] == ["ana", "wang"]


async def test_an_invited_person_who_enters_the_configuration_stays_the_same_person(tmp_path):
    async with prepared(tmp_path) as app:
        await app.invite(Invitation(slug="wang", name="W", roles=("field",)))
        person = app.desk.roster.members[0].person
    async with prepared(tmp_path, staff=[WANG]) as app:
        assert [member.person for member in app.desk.roster.members] == [person]


async def test_the_mornings_digest_is_armed_once_whatever_the_number_of_starts(tmp_path):
    for _start in range(2):
        async with prepared(tmp_path, staff=[WANG], desk={"digest_at": "08:00"}) as app:
            timers = await app.store.reads().rows("timers_of_digest")
            assert len(timers) == 1
    async with prepared(tmp_path, staff=[WANG]) as app:
        assert await app.store.reads().rows("timers_of_digest") == []
