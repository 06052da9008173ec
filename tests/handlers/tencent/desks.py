"""A desk of a few lines that a callback address can be proved against."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from bot.handlers.tencent import Callback, Rejected


@asynccontextmanager
async def desk(path: str, callback: Callback, *, sealed: bool) -> AsyncIterator[str]:
    """Answer a platform's greeting at `path`; yield the public address before it."""

    async def prove(request: web.Request) -> web.Response:
        try:
            return web.Response(text=callback.echo_sealed(request.query) if sealed else callback.echo(request.query))
        except Rejected:
            raise web.HTTPForbidden from None

    app = web.Application()
    app.router.add_get(path, prove)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()
