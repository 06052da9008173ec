"""An API over HTTP: every call read, delayed or broken as told, counted, answered or refused."""

import asyncio
import itertools
from typing import Any, Protocol

from aiohttp import web

from tests.telegram_api.clock import Clock
from tests.tencent_api.calls import Call, File, Methods, found, read
from tests.tencent_api.faults import Fault, Faults
from tests.tencent_api.refusals import Manner, Refusal

#: An upload of 20 MB and its form.
BODY = 30 << 20
OK = {"errcode": 0, "errmsg": "ok"}


class Platform(Protocol):
    """What is served: WeChat or WeCom."""

    clock: Clock
    faults: Faults
    calls: list[Call]
    methods: Methods
    manner: Manner

    def admit(self, call: Call) -> None:
        """Raise why this call may not be made: token, address."""

    def stir(self) -> None:
        """Wake all who wait for something to happen."""


class Server:
    """Serves one platform on this machine."""

    def __init__(self, platform: Platform, port: int = 0) -> None:
        self.platform = platform
        self.port = port
        self._runner: web.AppRunner | None = None
        self._numbers = itertools.count(1)

    async def start(self) -> None:
        app = web.Application(client_max_size=BODY)
        app.router.add_route("*", "/cgi-bin/{path:.+}", self._handle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Be out of reach; what waits and what is scripted stays."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        call = await read(request, self.platform.clock.now())
        self.platform.calls.append(call)
        fault = self.platform.faults.take(call)
        if fault is not None and fault.how in {"delay", "reset"}:
            await asyncio.sleep(fault.seconds)
        if fault is not None and fault.how in {"reset", "status"}:
            return _broken(request, fault)
        answer = self._answer(call, fault)
        self.platform.stir()
        if fault is not None and fault.how in {"lose", "hang"}:
            await asyncio.sleep(3600.0 if fault.how == "hang" else 0.0)
            return _broken(request, fault)
        return answer

    def _answer(self, call: Call, fault: Fault | None) -> web.Response:
        try:
            if fault is not None and fault.refusal is not None:
                raise fault.refusal
            told = self._do(call)
        except Refusal as refusal:
            told = self.platform.manner.body(refusal, next(self._numbers))
        if isinstance(told, File):
            headers = {"Content-Disposition": f'attachment; filename="{told.name}"'}
            return web.Response(body=told.content, content_type=told.mime, headers=headers)
        call.answers.append(told)
        # WeChat calls its JSON text/plain more often than not; a client must read it all the same.
        return web.json_response(told, content_type="text/plain")

    def _do(self, call: Call) -> dict[str, Any] | File:
        method = found(self.platform.methods, call.path, call.verb)
        if not method.is_open:
            self.platform.admit(call)
        return method.answering(self.platform, call)


def _broken(request: web.Request, fault: Fault) -> web.Response:
    if fault.how == "status":
        return web.Response(status=fault.status, text="<html><title>Bad Gateway</title></html>")
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
