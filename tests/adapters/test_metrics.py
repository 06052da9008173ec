"""The figures a Prometheus server reads."""

from types import SimpleNamespace

from bot.adapters.metrics import Metrics


def test_all_that_is_counted_can_be_read():
    metrics = Metrics()
    for result in ("taken", "taken", "seen", "parked"):
        metrics.inbox(result)
    metrics.turn("take", 0.004)
    metrics.settled("page", "sent")
    metrics.waiting({("page", "pending"): 3})
    metrics.double("unknown_outcome")
    metrics.gauge("oldest_page", 7.5)
    metrics.gauge("timers_lag", 0.2)
    metrics.alarm("parked")
    text = metrics.render()
    for line in (
        'baoxiu_inbox_total{result="taken"} 2.0',
        'baoxiu_turn_seconds_count{turn="take"} 1.0',
        'baoxiu_outbox_settled_total{lane="page",state="sent"} 1.0',
        'baoxiu_outbox_waiting{lane="page",state="pending"} 3.0',
        'baoxiu_doubles_total{cause="unknown_outcome"} 1.0',
        "baoxiu_oldest_unsent_page_seconds 7.5",
        "baoxiu_timers_lag_seconds 0.2",
        'baoxiu_alarms_total{kind="parked"} 1.0',
    ):
        assert line in text


def test_what_no_longer_waits_is_no_longer_shown():
    metrics = Metrics()
    metrics.waiting({("page", "pending"): 3})
    metrics.waiting({})
    assert "baoxiu_outbox_waiting{" not in metrics.render()


def test_the_writers_figures_are_read_when_somebody_looks():
    metrics, figures = Metrics(), SimpleNamespace(turns=12, batches=3, replays=0, waiting=1)
    metrics.follow_writer(lambda: figures)
    assert "baoxiu_writer_turns 12.0" in metrics.render()
    figures.turns = 13
    assert "baoxiu_writer_turns 13.0" in metrics.render()
    assert "baoxiu_writer_batches 3.0" in metrics.render()


def test_two_desks_in_one_process_do_not_share_figures():
    one, other = Metrics(), Metrics()
    one.alarm("disk")
    assert "disk" not in other.render()
