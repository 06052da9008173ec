"""`baoxiu replay` puts recordings through the real handlers and prints what would be sent."""

import json
from uuid import UUID

import pytest

LI = {"id": 77, "is_bot": False, "first_name": "Li", "language_code": "en"}


def update(number: int, text: str, at: int = 1_763_770_000) -> dict:
    chat = {"id": 77, "type": "private"}
    message = {"message_id": number, "date": at, "chat": chat, "from": LI, "text": text}
    return {"update_id": number, "message": message}


def post(number: int, text: str, **more: str) -> dict:
    return {"id": str(UUID(int=number)), "text": text, "language": "en", **more}


@pytest.fixture
def replay(desk, type_in):
    def run(*payloads: dict, line: str = ""):
        text = "".join(f"{json.dumps(each)}\n\n" for each in payloads) + line
        (desk.folder / "recording.jsonl").write_text(text, "utf-8")
        return type_in("replay", "recording.jsonl")

    return run


def sent(typed) -> list[dict]:
    return [json.loads(line) for line in typed.out.splitlines()]


def test_a_telegram_update_is_answered_as_it_would_have_been(replay):
    typed = replay(update(1, "the core switch is down"))
    assert typed.code == 0
    (answer,) = sent(typed)
    assert (answer["bot"], answer["chat"], answer["kind"]) == ("telegram:0", "77", "send")
    assert answer["body"]["rows"][0][0]["label"] == "Report a fault"


def test_a_repeated_update_is_answered_once(replay):
    assert len(sent(replay(update(1, "hello"), update(1, "hello")))) == 1


def test_web_posts_are_told_apart_by_their_session(replay):
    answers = sent(replay(post(1, "no network", session="li"), post(2, "no network", session="ana")))
    assert [each["bot"] for each in answers] == ["web:desk", "web:desk"]
    assert len({each["chat"] for each in answers}) == 2


def test_a_recording_gives_the_same_output_each_time(replay):
    lines = [update(1, "all down"), update(2, "1"), update(3, "1"), post(1, "hello")]
    assert replay(*lines).out == replay(*lines).out


def test_time_passes_as_it_did_in_the_recording(replay):
    hour = 3600
    typed = replay(update(1, "all down"), update(2, "1"), update(3, "1"), update(4, "still down", 1_763_770_000 + hour))
    # Nobody of the configuration can be paged in a thrown-away desk, so the ladder climbs in vain; still it climbs.
    assert typed.code == 0
    assert len(sent(typed)) > 3


def test_a_payload_that_fails_our_types_is_put_aside_and_counted(replay):
    typed = replay({"update_id": 1, "message": 7}, {"text": 5}, update(2, "hello"))
    assert typed.code == 1
    assert len(sent(typed)) == 1
    assert typed.err.splitlines()[-1] == (
        "baoxiu: 2 of 3 lines were put aside: they fail our types, or made their turn fail"
    )


def test_a_strangers_post_to_the_staff_room_is_heard_by_nobody(replay):
    assert replay(post(1, "/open", room="staff")).code == 0


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "recording.jsonl:1: expected one JSON object, found no JSON"),
        ("[]", "recording.jsonl:1: expected one JSON object"),
    ],
)
def test_a_line_that_is_no_payload_is_wrong_use(replay, line, said):
    typed = replay(line=line)
    assert (typed.code, typed.err) == (2, f"baoxiu: {said}\n")


def test_a_recording_that_is_not_there_is_wrong_use(type_in):
    typed = type_in("replay", "nowhere.jsonl")
    assert (typed.code, typed.err) == (2, "baoxiu: nowhere.jsonl: No such file or directory\n")


def test_a_recording_that_is_no_text_is_wrong_use(desk, type_in):
    (desk.folder / "recording.jsonl").write_bytes(b"\xff")
    assert type_in("replay", "recording.jsonl").err == "baoxiu: recording.jsonl: is no text\n"


def test_nothing_of_a_replay_stays_behind(desk, replay):
    before = {path.name for path in desk.folder.iterdir()}
    replay(update(1, "hello"))
    assert {path.name for path in desk.folder.iterdir()} == {*before, "recording.jsonl"}


NEWS = "<ToUserName>gh_1</ToUserName><FromUserName>oLi</FromUserName>"


def wechat(number: int, text: str, at: int = 1_763_770_000) -> str:
    what = f"<MsgType>text</MsgType><MsgId>{number}</MsgId><Content>{text}</Content>"
    return f"<xml>{NEWS}<CreateTime>{at}</CreateTime>{what}</xml>"


def test_a_letter_of_wechats_is_answered_in_its_response(replay):
    typed = replay({"wechat": wechat(1, "the core switch is down")}, {"wechat": wechat(1, "the core switch is down")})
    assert typed.code == 0
    first, again = sent(typed)
    assert (first["bot"], first["kind"]) == ("wechat:0", "answer")
    assert first["body"]["rows"]
    assert again == first


def test_a_letter_in_json_is_read_as_one(replay):
    fields = {"ToUserName": "gh_1", "FromUserName": "oLi", "CreateTime": 1_763_770_000, "MsgType": "text"}
    (answer,) = sent(replay({**fields, "MsgId": 5, "Content": "hello"}))
    assert (answer["bot"], answer["kind"]) == ("wechat:0", "answer")


def test_a_letter_of_wecoms_is_answered_by_a_message(replay):
    letter = wechat(1, "hello").replace("</xml>", "<AgentID>1000002</AgentID></xml>")
    (answer,) = sent(replay({"wecom": letter}))
    assert (answer["bot"], answer["chat"], answer["kind"]) == ("wecom:0.0", "oli", "send")


def test_letters_that_fail_our_types_are_put_aside_and_reports_are_taken(replay):
    report = "<MsgType>event</MsgType><Event>TEMPLATESENDJOBFINISH</Event><MsgID>1</MsgID><Status>success</Status>"
    broken = f"<xml>{NEWS}</xml>"
    finished = f"<xml>{NEWS}<CreateTime>1</CreateTime>{report}</xml>"
    typed = replay(
        {"wechat": broken}, {"wechat": "no xml"}, {"wechat": finished}, {"wechat": finished.replace("TEM", "")}
    )
    assert typed.code == 1
    assert typed.err.splitlines()[-1].startswith("baoxiu: 2 of 4 lines were put aside")
