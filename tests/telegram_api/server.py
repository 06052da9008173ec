"""The Bot API over HTTP: every call read, delayed or broken as told, counted, answered or refused."""

import asyncio
import inspect
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from tests.telegram_api import editing, lookups, sending, topics
from tests.telegram_api.chats import Message
from tests.telegram_api.faults import Fault
from tests.telegram_api.methods import METHODS, method
from tests.telegram_api.parameters import Call, read
from tests.telegram_api.parts import Platform
from tests.telegram_api.polling import BY_WEBHOOK
from tests.telegram_api.refusals import Refusal, no_such_method, unauthorized

#: Modules whose methods are known because they were imported.
FAMILIES = (editing, lookups, sending, topics)
#: An upload of 50 MB and its form.
BODY = 60 << 20


class Server:
    """Serves one Telegram on this machine."""

    def __init__(self, platform: Platform, port: int = 0) -> None:
        self.platform = platform
        self.port = port
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        app = web.Application(client_max_size=BODY)
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        app.router.add_get("/file/bot{token}/{path:.+}", self._download)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Be out of reach; what waits and what is scripted stays."""
        await self.platform.webhook.stop()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self.platform.token:
            return _refused(unauthorized())
        try:
            call = await read(request)
        except ConnectionResetError:
            # The caller died in the middle of what it said.
            return web.Response()
        self.platform.calls.append(call)
        self.platform.world.stir()
        fault = self.platform.faults.take(call)
        if fault is not None and fault.how in {"reset", "delay"}:
            await self._before(fault, request)
        if fault is not None and fault.how == "reset":
            return web.Response()
        if fault is not None and fault.refusal is not None:
            return _refused(fault.refusal)
        answer = await self._answer(call)
        self.platform.world.stir()
        return await self._after(fault, request, answer)

    async def _answer(self, call: Call) -> web.Response:
        try:
            result = await self._do(call)
        except Refusal as refusal:
            return _refused(refusal)
        if self.platform.on_answer is not None:
            self.platform.on_answer(call, result)
        return web.json_response({"ok": True, "result": _plain(result)})

    async def _do(self, call: Call) -> Any:
        function = METHODS.get(call.method.lower())
        if function is None:
            raise no_such_method()
        self.platform.flood.check(call.method, sending.chat_in(self.platform, call), sending.messages_in(call))
        result = function(self.platform, call)
        return await result if inspect.isawaitable(result) else result

    async def _before(self, fault: Fault, request: web.Request) -> None:
        await asyncio.sleep(fault.seconds)
        if fault.how == "reset":
            _break(request)

    async def _after(self, fault: Fault | None, request: web.Request, answer: web.Response) -> web.StreamResponse:
        if fault is not None and fault.how in {"hang", "late"}:
            await asyncio.sleep(fault.seconds or 3600)
        if fault is not None and fault.how in {"lose", "hang"}:
            _break(request)
        return answer

    async def _download(self, request: web.Request) -> web.Response:
        """Hand out a file; the address holds the token (api#getfile)."""
        if request.match_info["token"] != self.platform.token:
            return _refused(unauthorized())
        stored = self.platform.files.by_path(request.match_info["path"])
        if stored is None:
            return _refused(Refusal(404, "Not Found"))
        fault = self.platform.faults.take(Call("download", {"path": stored.path}))
        if fault is not None and fault.refusal is not None:
            return _refused(fault.refusal)
        if fault is not None:
            await self._before(fault, request)
        return web.Response(body=stored.content, content_type="application/octet-stream")


def _refused(refusal: Refusal) -> web.Response:
    headers = {"Retry-After": str(refusal.parameters["retry_after"])} if _waits(refusal.parameters) else {}
    return web.json_response(refusal.body, status=refusal.status, headers=headers)


def _waits(parameters: Mapping[str, Any] | None) -> bool:
    return bool(parameters) and "retry_after" in (parameters or {})


def _break(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.abort()


def _plain(result: Any) -> Any:
    if isinstance(result, Message):
        return result.json
    return [_plain(each) for each in result] if isinstance(result, list) else result


@method("getUpdates")
async def get_updates(platform: Platform, call: Call) -> Any:
    return await platform.polling.get(call, is_hooked=bool(platform.webhook.url))


@method("setWebhook")
async def set_webhook(platform: Platform, call: Call) -> bool:
    if call.text("url"):
        await platform.polling.abort(BY_WEBHOOK)
    return await platform.webhook.set(call)


@method("deleteWebhook")
async def delete_webhook(platform: Platform, call: Call) -> bool:
    return await platform.webhook.delete(call)


@method("getWebhookInfo")
def webhook_info(platform: Platform, _call: Call) -> dict[str, Any]:
    return platform.webhook.info
