"""Who is what in a chat: status, rights, and their forms in the API (api#chatmember)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from tests.telegram_api.users import User

#: The rights of an administrator of a group (api#chatadministratorrights).
RIGHTS = frozenset({
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members", "can_promote_members",
    "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories", "can_delete_stories",
    "can_pin_messages", "can_manage_topics",
})  # fmt: skip
#: What a member may do where the chat allows it (api#chatpermissions).
PERMISSIONS = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
    "can_add_web_page_previews", "can_change_info", "can_invite_users", "can_pin_messages", "can_manage_topics",
    "can_edit_tag", "can_react_to_messages",
)  # fmt: skip
IN = frozenset({"creator", "administrator", "member"})


@dataclass
class Member:
    """Somebody's place in a chat; `permissions` are what a restricted one keeps."""

    user: User
    status: str = "left"
    rights: frozenset[str] = frozenset()
    permissions: frozenset[str] = field(default_factory=lambda: frozenset(PERMISSIONS))
    is_anonymous: bool = False
    is_member: bool = True

    @property
    def is_in(self) -> bool:
        """Tell whether they belong to the chat (Client.cpp:8371, is_chat_member)."""
        return self.status in IN or (self.status == "restricted" and self.is_member)

    @property
    def is_admin(self) -> bool:
        return self.status in {"creator", "administrator"}

    def may(self, right: str) -> bool:
        """Tell whether they hold a right of administrators."""
        return self.status == "creator" or (self.status == "administrator" and right in self.rights)

    @property
    def json(self) -> dict[str, Any]:
        """Return the API's ChatMember of this status."""
        head = {"status": self.status, "user": self.user.json}
        match self.status:
            case "creator":
                return {**head, "is_anonymous": self.is_anonymous}
            case "administrator":
                rights = {right: right in self.rights for right in sorted(RIGHTS)}
                return {**head, "can_be_edited": False, "is_anonymous": self.is_anonymous, **rights}
            case "restricted":
                kept = {name: name in self.permissions for name in PERMISSIONS}
                return {**head, "is_member": self.is_member, "until_date": 0, **kept}
            case "kicked":
                return {**head, "until_date": 0}
            case _:
                return head


def administrator(user: User, rights: Iterable[str] = RIGHTS, *, anonymous: bool = False) -> Member:
    """Return an administrator with these rights."""
    return Member(user, "administrator", frozenset(rights) | {"can_manage_chat"}, is_anonymous=anonymous)
