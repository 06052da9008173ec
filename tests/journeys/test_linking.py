"""One customer with two chats: linked by a code, they are one person to the desk, and apart again when they like."""

from tests.desk import Desk
from tests.journeys.telegram import on_telegram


def test_a_customer_follows_on_the_phone_what_they_reported_in_the_browser(desk: Desk):
    li = desk.customer("li").says("/report")
    for text in ("Pump 3 stands still", "2", "4", "no", *["skip"] * 4):
        li.says(text)
    li.presses("@choice-send").got("@ticket-issued")
    li.says("link").got("@link-code")
    code = next(line.words for line in reversed(li.sees) if not line.own).splitlines()[0].partition(":")[2].strip()
    phone = on_telegram(desk, "li-phone", "en").says("hello").says(f"link {code}").got("@link-done")
    li.got("@link-done-other")
    phone.says("status").got(desk.number)
    desk.engineer("wang").presses("@btn-ack")
    li.got("@notice-acknowledged")
    phone.never_got("@notice-acknowledged", minutes=1)
    assert "reporter_linked" in desk.events()
    phone.says("unlink").got("@unlink-done")
    li.got("@unlink-done-other")
    assert desk.ask("newest_ticket_of_account", desk.ticket.account)
