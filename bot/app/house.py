"""The company as the desk sees it, from the settings."""

from __future__ import annotations

from datetime import time, timedelta

from bot.app.refusing import CannotStart
from bot.config import Settings, policy, rota_of
from bot.config.names import ROUTES
from bot.desk.house import House
from bot.domain.phones import CALLING_CODES
from bot.handlers.telegram.settings import account
from bot.handlers.web.outside import BOT as WEB
from bot.handlers.web.outside import STAFF_ROOM
from bot.handlers.wechat import settings as wechat
from bot.handlers.wecom import settings as wecom
from bot.messages import Place
from bot.texts import Texts


def house_of(settings: Settings) -> House:
    """Return the company with its promises, its order of duty and the rooms of its staff."""
    company = settings.company
    return House(
        company=company.name,
        hotline=company.hotline,
        zone=settings.zone,
        languages=company.languages,
        policy=policy(settings),
        rota=rota_of(settings),
        staff_chats=_rooms(settings),
        alarm_to=settings.desk.alarm,
        hand_over_within=settings.desk.hand_over_within,
        digest_at=time.fromisoformat(settings.desk.digest_at) if settings.desk.digest_at else None,
        calling_code=CALLING_CODES.get(company.country, ""),
        # Ten real seconds, whatever the desk's clock makes of them.
        press_within=timedelta(seconds=10) * settings.clock.speed,
        album_within=timedelta(seconds=1) * settings.clock.speed,
        messages_a_minute=settings.desk.messages_a_minute,
        keep_wechat_private=settings.desk.keep_wechat_private,
        public_url=settings.web.public_url,
        routes={member.id: member.routes or ROUTES for member in settings.staff},
        kept_for=timedelta(hours=24) * settings.clock.speed,
    )


def texts_of(settings: Settings) -> Texts:
    """Return the words of the company's languages; raise CannotStart when a file of the operator's is no text."""
    try:
        return Texts(settings.company.languages, settings.texts)
    except UnicodeDecodeError as error:
        raise CannotStart(f"desk.texts: a file below {settings.texts} is no UTF-8 text") from error


def telegram_bot(settings: Settings) -> str:
    """Return our Telegram account's name, "" where there is none."""
    return account(settings.telegram.token) if settings.telegram else ""


def wechat_bot(settings: Settings) -> str:
    """Return our WeChat account's name, "" where there is none."""
    return wechat.account(settings.wechat.app_id) if settings.wechat else ""


def wecom_bot(settings: Settings) -> str:
    """Return our application's name in WeCom, "" where there is none."""
    return wecom.account(settings.wecom.corp_id, settings.wecom.agent_id) if settings.wecom else ""


def _rooms(settings: Settings) -> tuple[Place, ...]:
    """Return the staff's group on Telegram, their department in WeCom, and the web's room, which is always there."""
    rooms = []
    if settings.telegram and settings.telegram.staff_chat:
        rooms.append(Place(telegram_bot(settings), str(settings.telegram.staff_chat)))
    if settings.wecom and settings.wecom.staff_party:
        rooms.append(Place(wecom_bot(settings), wecom.party(settings.wecom.staff_party)))
    return (*rooms, Place(WEB, STAFF_ROOM))
