"""What our bot may ask: about itself, chats and members; and the menus it sets."""

import re
from typing import Any

from tests.telegram_api.access import READ, READ_MEMBERS, chat_of
from tests.telegram_api.members import Member
from tests.telegram_api.methods import method
from tests.telegram_api.parameters import Call
from tests.telegram_api.parts import Platform
from tests.telegram_api.refusals import bad

#: A menu's rules (api#botcommand, api#setmycommands).
COMMAND, DESCRIPTION, COMMANDS = re.compile(r"[a-z0-9_]{1,32}"), 256, 100
LANGUAGE = re.compile(r"[a-z]{2}")


@method("getMe")
def get_me(platform: Platform, _call: Call) -> dict[str, Any]:
    """Say who the bot is (Client.cpp:487-495)."""
    abilities = {"supports_inline_queries": False, "can_connect_to_business": False, "has_main_web_app": False}
    reads = {"can_join_groups": True, "can_read_all_group_messages": not platform.world.privacy}
    topics = {"has_topics_enabled": False, "allows_users_to_create_topics": False}
    return {**platform.world.bot.json, **reads, **abilities, **topics}


@method("getChat")
def get_chat(platform: Platform, call: Call) -> dict[str, Any]:
    """Return a ChatFullInfo; these fields are never missing (api#chatfullinfo)."""
    chat = chat_of(platform.world, call, READ)
    gifts = dict.fromkeys(
        ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
    )
    linked = {"linked_chat_id": chat.linked.id} if chat.linked else {}
    return {**chat.json, "accent_color_id": 1, "max_reaction_count": 11, "accepted_gift_types": gifts, **linked}


@method("getChatMember")
def get_chat_member(platform: Platform, call: Call) -> dict[str, Any]:
    """Say what somebody is in a chat (Client.cpp:15098)."""
    wanted = call.number("user_id")
    if wanted <= 0:
        raise bad("Invalid user_id specified")  # Client.cpp:12454
    mine = wanted == platform.world.bot.id
    chat = chat_of(platform.world, call, READ if mine else READ_MEMBERS)
    user = platform.world.users.get(wanted)
    if user is None:
        raise bad("user not found")  # Client.cpp:6524
    if chat.user is not None:
        return Member(user, "member").json
    return chat.member(user).json


@method("getChatAdministrators")
def get_administrators(platform: Platform, call: Call) -> list[dict[str, Any]]:
    """List who administers a chat; other bots are not named (api#getchatadministrators)."""
    chat = chat_of(platform.world, call, READ_MEMBERS)
    if chat.user is not None:
        raise bad("there are no administrators in the private chat")  # Client.cpp:15121
    found = [each for each in chat.members.values() if each.is_admin]
    return [each.json for each in found if not each.user.is_bot or each.user is platform.world.bot]


@method("getChatMemberCount")
def count_members(platform: Platform, call: Call) -> int:
    chat = chat_of(platform.world, call, READ)
    return 2 if chat.user is not None else sum(each.is_in for each in chat.members.values())


@method("leaveChat")
def leave(platform: Platform, call: Call) -> bool:
    """Leave a chat (Client.cpp:15163)."""
    chat = chat_of(platform.world, call, READ)
    if chat.user is not None:
        raise bad("chat not found")
    bot = platform.world.bot
    platform.world.change_member(chat, bot, Member(bot, "left"))
    platform.world.serve(chat, bot, {"left_chat_member": bot.json})
    return True


@method("setMyCommands")
def set_commands(platform: Platform, call: Call) -> bool:
    """Set a menu (Client.cpp:12726; the words of the servers are in core.telegram.org/method/bots.setBotCommands)."""
    listed = call.json("commands", "commands")
    if not isinstance(listed, list):
        raise bad("Expected an Array of BotCommand")
    if len(listed) > COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for each in listed:
        if not COMMAND.fullmatch(each.get("command", "").removeprefix("/")):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(each.get("description", "")) <= DESCRIPTION:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    platform.commands[_scope(platform, call)] = listed
    return True


@method("deleteMyCommands")
def delete_commands(platform: Platform, call: Call) -> bool:
    platform.commands.pop(_scope(platform, call), None)
    return True


@method("getMyCommands")
def get_commands(platform: Platform, call: Call) -> list[dict[str, Any]]:
    return platform.commands.get(_scope(platform, call), [])


def _scope(platform: Platform, call: Call) -> tuple[str, str, str]:
    """Return whom a menu is for: kind of scope, chat, language (Client.cpp:10576-10613)."""
    scope = call.json("scope", "BotCommandScope") or {"type": "default"}
    kind = scope.get("type", "")
    plain = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
    if kind not in plain | {"chat", "chat_administrators", "chat_member"}:
        raise bad("Can't parse BotCommandScope: Unsupported type specified")
    chat = "" if kind in plain else str(scope.get("chat_id", ""))
    if kind not in plain:
        chat_of(platform.world, Call(call.method, {"chat_id": chat}), READ_MEMBERS)
    language = call.text("language_code")
    if language and not LANGUAGE.fullmatch(language):
        raise bad("Invalid language code specified")  # td/telegram/misc.cpp, validate_bot_language_code
    return kind, chat, language
