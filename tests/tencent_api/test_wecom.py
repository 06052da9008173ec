"""App messages: whom they reach, what is dropped without a word, cards and the codes that replace them."""

import pytest

CARD = {
    "card_type": "button_interaction",
    "task_id": "BX-1_a@1",
    "main_title": {"title": "BX-7K3M-9QK", "desc": "一级"},
    "sub_title_text": "三号线黑屏",
    "horizontal_content_list": [{"keyname": "客户", "value": "地铁"}],
    "button_list": [{"text": "接单", "key": "tok.0"}, {"text": "转派", "key": "tok.1"}],
}


@pytest.fixture
def send(corp_wire):
    async def sent(to: str = "wang", **message):
        told = {"touser": to, "msgtype": "text", "text": {"content": "醒醒"}, **message}
        return await corp_wire("message/send", **told)

    return sent


@pytest.fixture
def card(send):
    async def sent(to: str = "wang", **change):
        return await send(to, msgtype="template_card", template_card={**CARD, **change})

    return sent


async def test_whom_a_message_does_not_reach_is_named_in_lower_case_beside_a_success(corp, send):
    wang, zhao = corp.member("Wang"), corp.member("zhao")
    zhao.is_visible = False
    told = await send("Zhao|Nobody")
    assert (told["errcode"], told["invaliduser"]) == (81013, "zhao|nobody")
    told = await send("wang|Zhao|Nobody")
    assert (told["errcode"], told["invaliduser"], told["msgid"]) == (0, "zhao|nobody", "msg-00000001")
    assert [each.text for each in wang.inbox] == ["醒醒"]
    assert zhao.inbox == []
    assert (await send(""))["errcode"] == 40035


async def test_a_party_is_all_its_members_once(corp, send):
    wang, zhao = corp.member("wang"), corp.member("zhao")
    corp.party(2, [wang, zhao])
    assert (await send("wang", toparty="2|9"))["invalidparty"] == "9"
    assert [len(each.inbox) for each in (wang, zhao)] == [1, 1]
    assert (await send("", toparty="9"))["errcode"] == 81013


async def test_a_member_bears_30_a_minute_and_more_are_dropped_without_a_word(corp, send):
    wang = corp.member("wang")
    answers = [(await send(text={"content": str(at)}))["errcode"] for at in range(32)]
    assert answers == [0] * 32
    assert (len(wang.inbox), corp.dropped) == (30, 2)
    corp.clock.advance(61)
    await send()
    assert (len(wang.inbox), corp.dropped) == (31, 2)


async def test_the_same_message_is_swallowed_when_the_caller_wants_that(corp, send):
    wang = corp.member("wang")
    checked = {"enable_duplicate_check": 1, "duplicate_check_interval": 600}
    await send(**checked)
    assert (await send(**checked))["errcode"] == 0
    assert (len(wang.inbox), len(corp.sent.doubled)) == (1, 1)
    await send(**checked, text={"content": "醒醒，第二次"})
    corp.clock.advance(600)
    await send(**checked)
    await send()
    await send()
    assert len(wang.inbox) == 5
    assert (await send(enable_duplicate_check=1, duplicate_check_interval=14_401))["errcode"] == 40035


async def test_a_text_of_more_than_2048_bytes_is_cut_not_refused(corp, send):
    wang = corp.member("wang")
    assert (await send(text={"content": "好" * 700}))["errcode"] == 0
    assert len(wang.newest.text) == 682
    assert len(corp.sent.cut) == 1
    assert (await send(text={"content": ""}))["errcode"] == 44004
    assert (await send(msgtype="poem", poem={}))["errcode"] == 40008


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"task_id": "工单"}, 42014),
        ({"task_id": "a" * 129}, 42014),
        ({"task_id": None}, 42014),
        ({"main_title": {}}, 40058),
        ({"button_list": []}, 40058),
        ({"button_list": [{"text": str(at), "key": str(at)} for at in range(7)]}, 40058),
        ({"button_list": [{"text": "a", "key": "k"}, {"text": "b", "key": "k"}]}, 40058),
        ({"button_list": [{"text": "a", "key": "k" * 1025}]}, 40058),
        ({"horizontal_content_list": [{"keyname": "k", "value": "v"}] * 7}, 40058),
        ({"card_type": "poem"}, 40058),
        ({"card_type": "text_notice"}, 40058),
    ],
)
async def test_a_card_that_cannot_be_shown_is_refused(corp, card, change, code):
    wang = corp.member("wang")
    assert (await card(**change))["errcode"] == code
    assert wang.inbox == []


async def test_a_card_is_pressed_and_its_task_is_used_once(corp, card, ear):
    wang = corp.member("wang")
    assert (await card())["response_code"]
    assert (await card())["errcode"] == 42014
    assert wang.newest.text == "BX-7K3M-9QK\n一级\n三号线黑屏\n客户 地铁"
    push = await wang.presses("接单")
    assert push.fields["EventKey"] == "tok.0"
    assert push.fields["TaskId"] == "BX-1_a@1"
    assert push.fields["ResponseCode"] in corp.codes.known
    assert len(ear.bodies) == 1


async def test_a_menu_in_a_corner_and_a_vote_make_events_of_their_own(corp, card):
    wang = corp.member("wang")
    menu = {"desc": "", "action_list": [{"text": "备件", "key": "tok.9"}]}
    await card(action_menu=menu)
    push = await wang.presses("备件")
    assert (push.fields["Event"], push.fields["EventKey"]) == ("template_card_menu_event", "tok.9")
    assert (await card(action_menu={"desc": "", "action_list": []}, task_id="b"))["errcode"] == 40058
    box = {"question_key": "q", "mode": 0, "option_list": [{"id": "tok.3", "text": "三号线", "is_checked": False}]}
    vote = {"card_type": "vote_interaction", "button_list": None, "checkbox": box, "task_id": "v"}
    assert (await card(**vote))["errcode"] == 40058
    assert (await card(**vote, submit_button={"text": "确定", "key": "ok"}))["errcode"] == 0
    push = await wang.presses("三号线")
    assert (push.fields["EventKey"], push.fields["CardType"]) == ("ok", "vote_interaction")
    assert push.fields["SelectedItems"]["SelectedItem"]["OptionIds"] == {"OptionId": "tok.3"}


async def test_interactive_cards_want_a_callback_address(corp, card):
    corp.member("wang")
    corp.pusher.url = ""
    assert (await card())["errcode"] == 43012


async def test_a_code_replaces_a_card_once_within_72_hours(corp, card, corp_wire):
    wang, zhao = corp.member("wang"), corp.member("zhao")
    first = (await card("wang|zhao"))["response_code"]

    async def update(code: str, **told):
        new = {**CARD, "main_title": {"title": "王强处理中"}, "button_list": [{"text": "解决", "key": "tok.2"}]}
        told = {"atall": 1, "template_card": new, **told}
        return (await corp_wire("message/update_template_card", response_code=code, **told))["errcode"]

    assert await update(first) == 0
    assert [(each.newest.labels, each.newest.edits) for each in (wang, zhao)] == [(["解决"], 1)] * 2
    assert await update(first) == 42022
    assert await update("made up") == 40058
    pressed = (await wang.presses("解决")).fields["ResponseCode"]
    assert await update(pressed, atall=0) == 40035
    assert await update(pressed, atall=0, userids=["wang"], button={"replace_name": "已解决"}) == 0
    assert (wang.newest.labels, zhao.newest.labels) == ([], ["解决"])
    late = (await zhao.presses("解决")).fields["ResponseCode"]
    corp.clock.advance(72 * 3600)
    assert await update(late) == 40058


async def test_the_company_tells_of_its_app_and_its_people(corp, session):
    wang = corp.member("wang", "王强")
    corp.party(2, [wang])
    token = corp.tokens.given()[0]

    async def get(path: str, **query: str):
        async with session.get(f"{corp.api_url}/cgi-bin/{path}", params={"access_token": token, **query}) as answer:
            return await answer.json(content_type=None)

    assert (await get("user/get", userid="WANG"))["name"] == "王强"
    assert (await get("user/get", userid="li"))["errcode"] == 60111
    assert (await get("user/simplelist", department_id="2"))["userlist"] == [{"userid": "wang", "name": "王强"}]
    assert (await get("agent/get", agentid=str(corp.agent_id)))["allow_userinfos"] == {"user": [{"userid": "wang"}]}
    assert (await get("agent/get", agentid="1"))["errcode"] == 301002


async def test_pictures_and_places_are_told(corp, ear):
    wang = corp.member("wang")
    push = await wang.sends_image(b"jpeg")
    assert corp.media.found(push.fields["MediaId"]).content == b"jpeg"
    await wang.sends_location(1.0, 2.0)
    await wang.enters()
    again = await wang.repeats()
    assert again.fields == wang.last
    assert len(ear.bodies) == 4
