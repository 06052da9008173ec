"""Figures of the running desk for Prometheus."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

#: What the answer of /metrics calls itself.
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_TURN_BUCKETS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0)
_COUNTERS = {
    "inbox": ("baoxiu_inbox", "Messages in: taken, seen again, parked.", ["result"]),
    "settled": ("baoxiu_outbox_settled", "What became of messages out.", ["lane", "state"]),
    "doubles": ("baoxiu_doubles", "Messages that may have arrived twice.", ["cause"]),
    "alarms": ("baoxiu_alarms", "Alarms raised.", ["kind"]),
}
_GAUGES = {
    "oldest_page": ("baoxiu_oldest_unsent_page_seconds", "Age of the oldest unsent page."),
    "timers_lag": ("baoxiu_timers_lag_seconds", "How late the timer served last was."),
    "parked": ("baoxiu_parked", "Messages parked for an operator."),
    "telegram_pending": ("baoxiu_telegram_pending", "Updates that Telegram holds for our webhook."),
    "loop_lag": ("baoxiu_loop_lag_seconds", "How late the event loop woke last."),
}


_WRITER = {
    "turns": "Turns the writer has run.",
    "batches": "Commits of the writer; each holds all turns that waited.",
    "replays": "Turns run again alone, because their batch was lost.",
    "waiting": "Turns that wait for the writer now.",
}


class Metrics:
    """One registry; the engine calls the methods, the listener renders the text."""

    def __init__(self) -> None:
        registry = self.registry = CollectorRegistry()
        self._series: dict[tuple[str, ...], Counter] = {}
        self._turns: dict[str, Histogram] = {}
        self._counters = {key: Counter(*spec, registry=registry) for key, spec in _COUNTERS.items()}
        self._gauges = {key: Gauge(*spec, registry=registry) for key, spec in _GAUGES.items()}
        self._waiting = Gauge(
            "baoxiu_outbox_waiting", "Messages not settled yet.", ["lane", "state"], registry=registry
        )
        self._turn = Histogram(
            "baoxiu_turn_seconds", "Length of turns.", ["turn"], buckets=_TURN_BUCKETS, registry=registry
        )

    def inbox(self, result: str) -> None:
        """Count one message in."""
        self._counted("inbox", result).inc()

    def turn(self, name: str, seconds: float) -> None:
        """Record how long a turn took."""
        # Asking for the series of a label takes longer than counting in it.
        series = self._turns.get(name)
        if series is None:
            series = self._turns[name] = self._turn.labels(name)
        series.observe(seconds)

    def follow_writer(self, figures: Callable[[], object]) -> None:
        """Show what the store's writer has done, read whenever somebody looks; turns by commits is the batch size."""
        for field, words in _WRITER.items():
            gauge = Gauge(f"baoxiu_writer_{field}", words, registry=self.registry)
            gauge.set_function(partial(_read, figures, field))

    def settled(self, lane: str, state: str) -> None:
        """Count one message out."""
        self._counted("settled", lane, state).inc()

    def waiting(self, counts: Mapping[tuple[str, str], int]) -> None:
        """Show how many messages wait, by lane and state."""
        self._waiting.clear()
        for (lane, state), count in counts.items():
            self._waiting.labels(lane, state).set(count)

    def double(self, cause: str) -> None:
        """Count a message that may have arrived twice."""
        self._counters["doubles"].labels(cause).inc()

    def gauge(self, name: str, value: float) -> None:
        """Show one value: `oldest_page`, `timers_lag`, `parked` or `loop_lag`."""
        self._gauges[name].set(value)

    def alarm(self, kind: str) -> None:
        """Count an alarm."""
        self._counters["alarms"].labels(kind).inc()

    def _counted(self, *names: str) -> Counter:
        """Return the series of a counter and its labels."""
        series = self._series.get(names)
        if series is None:
            series = self._series[names] = self._counters[names[0]].labels(*names[1:])
        return series

    def render(self) -> str:
        """Return all figures in Prometheus' text form."""
        return generate_latest(self.registry).decode()


def _read(figures: Callable[[], object], field: str) -> float:
    return float(getattr(figures(), field))
