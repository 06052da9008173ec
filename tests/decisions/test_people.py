"""Who is who: strangers, invitations, accounts that come back, and that nobody's account is shown to anybody."""

from datetime import timedelta

import pytest

from bot.desk import house, people, rows
from bot.desk.facts import Changes
from bot.domain.roles import Role
from tests.decisions.room import BOT, ROOM, TEXTS, Room, a_house, words


async def invite(room: Room, token: str = "secret", roles: str = "on_duty", **fields: object) -> None:
    now = room.clock.now()
    row = rows.Invite(
        digest=people.invite_digest(token),
        name="Mei",
        roles=roles,
        created_at=now,
        expires_at=now + 10**9,
        **fields,
    )
    await room.store.turn(lambda work: work.save(Changes(invites=[row])))


async def person_of(room: Room, address: str) -> rows.Person:
    account = (await room.rows("account_by_address", BOT, address))[0]
    people_found = await room.rows("person_by_id", account[3])
    return rows.Person(*people_found[0])


async def test_a_stranger_is_known_from_the_first_word_on(room: Room):
    await room.says("li", "hello")
    person = await person_of(room, "li")
    assert (person.name, person.staff, person.roles) == ("Li", "", "")


async def test_of_a_name_no_more_is_kept_than_can_be_shown(room: Room):
    sender = room.message("li").sender
    long = type(sender)("li", "x" * 500, "en")
    await room.says("li", "hello", sender=long)
    assert len((await person_of(room, "li")).name) == people.NAME_LENGTH


async def test_an_invitation_makes_a_member_of_staff_who_is_called_from_then_on(room: Room):
    await invite(room, roles="manager")
    got = await room.says("mei", start="secret")
    assert words("invite-welcome") in got[0].body.text
    assert words("list-empty-mine") in (await room.says("mei", "/mine"))[0].body.text
    assert {member.name for member in room.desk.roster.with_role(Role.MANAGER)} == {"Lin", "Mei"}


async def test_an_invitation_counts_once(room: Room):
    await invite(room)
    await room.says("mei", start="secret")
    got = await room.says("thief", start="secret")
    assert words("start-unknown") in got[0].body.text
    assert words("unknown-command") in (await room.says("thief", "/mine"))[0].body.text


async def test_an_invitation_counts_for_a_time(room: Room):
    await invite(room)
    await room.waits(hours=1)
    got = await room.says("mei", start="secret")
    assert words("start-unknown") in got[0].body.text


@pytest.mark.parametrize("guess", ["guess", "SECRET", "secret ", people.invite_digest("secret")])
async def test_a_guessed_invitation_is_an_unknown_link(room: Room, guess: str):
    await invite(room)
    got = await room.says("thief", start=guess)
    assert words("start-unknown") in got[0].body.text
    assert (await person_of(room, "thief")).roles == ""


async def test_an_unknown_link_offers_staff_no_report(room: Room):
    got = await room.says("wang", start="old")
    assert words("start-unknown") in got[0].body.text
    assert words("start-anyway") not in got[0].body.text


async def test_an_invitation_of_a_member_gives_them_one_more_account(room: Room):
    wang = await person_of(room, "wang")
    await invite(room, person=wang.id, roles=wang.roles)
    await room.says("wang-phone", start="secret")
    assert (await person_of(room, "wang-phone")).id == wang.id
    await room.says("wang", event="blocked")
    await room.reports("li")
    assert any(one.chat == "wang-phone" and one.lane == 0 for one in room.got)


async def test_whoever_writes_again_can_be_reached_again(room: Room):
    await room.says("wang", event="blocked")
    assert room.desk.roster.with_slug("wang").route is None
    await room.says("wang", "/duty")
    assert room.desk.roster.with_slug("wang").route is not None


async def test_what_happens_to_strangers_or_in_groups_makes_nobody_unreachable(room: Room):
    assert await room.says("nobody", event="blocked") == []
    await room.says("wang", event="blocked", group=True)
    await room.says("wang", event="joined", group=True)
    assert room.desk.roster.with_slug("wang").route is not None


async def test_another_language_of_the_account_is_noted(room: Room):
    await room.says("vega", "hola", language="es-MX")
    assert "Hola" in room.last("vega").body.text
    await room.says("vega", "hello", language="en")
    assert "Hello" in room.last("vega").body.text


async def test_nobody_reads_the_account_of_anybody(room: Room):
    sender = type(room.message("x").sender)
    customer = sender("secret-customer-address", "Li", "en", "li_username")
    for text in ("/report", "No picture", "2", "4", "no", *["skip"] * 4, "1"):
        await room.says("secret-customer-address", text, sender=customer)
    number = (await room.tickets())[0].number
    await room.says("wang", f"/ack {number}")
    await room.says("wang", f"/say {number} hello")
    await room.says("secret-customer-address", "thanks to you", sender=customer)
    for one in room.got:
        shown = f"{one.body.text} {one.body.card} {one.body.author} {one.labels}"
        assert "secret-customer-address" not in shown
        assert "li_username" not in shown


async def test_a_person_without_a_name_is_called_so(room: Room):
    sender = type(room.message("x").sender)
    for text in ("/report", "No picture", "2", "4", "no", *["skip"] * 4, "1"):
        await room.says("anon", text, sender=sender("anon", "  ", "en"))
    assert words("card-customer-unnamed") in room.last(ROOM).body.text


async def test_staff_without_a_choice_read_the_language_of_their_account():
    room = await Room.open()
    changes = Changes()
    person = rows.Person(id=room.ids.new(), name="Sol", staff="sol", roles="reception")
    changes.persons.append(person)
    changes.accounts.append(
        rows.Account(id=room.ids.new(), bot=BOT, address="sol", person=person.id, chat="sol", language="es-MX"),
    )
    await room.store.turn(lambda work: work.save(changes))
    await room.meet()
    member = room.desk.roster.with_slug("sol")
    draft = room.desk._draft(room.clock.now())  # noqa: SLF001  the reader is what is asked for
    assert draft.reader_of_member(member).language == "es"
    await room.store.close()


def test_roles_that_are_not_known_count_for_nothing():
    assert house.parse_roles("manager wizard  admin") == {Role.MANAGER, Role.ADMIN}


def test_nobody_has_no_name_and_a_zone_that_is_not_given_is_the_companys():
    ours = a_house(idle_after=timedelta(hours=2))
    assert house.Roster().name(None) == house.Roster().name(7) == ""
    assert house.zone_of("", ours.zone) is ours.zone
    assert str(house.zone_of("America/Lima", ours.zone)) == "America/Lima"
    assert ours.language == TEXTS.languages[0]
