"""What the listener tells machines: alive, ready, and the figures."""

from __future__ import annotations

import json

from bot.adapters.metrics import CONTENT_TYPE, Metrics
from bot.engine.service import Engine
from bot.handlers.listener import Answer, Listener


def register(listener: Listener, engine: Engine, metrics: Metrics, metrics_token: str) -> None:
    """Serve /healthz and /readyz to everybody, /metrics to this machine and to bearers of the token."""

    async def alive() -> Answer:
        return Answer(200, "ok\n")

    async def ready() -> Answer:
        health = await engine.health()
        return Answer(200 if health["ready"] else 503, json.dumps(health), "application/json")

    async def figures() -> Answer:
        return Answer(200, metrics.render(), CONTENT_TYPE.partition(";")[0])

    listener.report("/healthz", alive)
    listener.report("/readyz", ready)
    listener.report("/metrics", figures, token=metrics_token)
