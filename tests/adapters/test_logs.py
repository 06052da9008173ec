"""No secret reaches a log, by whichever way it comes."""

import io
import logging
import warnings

import pytest

from bot.adapters.logs import Redaction, RedactionFilter, set_up

TOKEN = "8101234567:AAH-abcdefghijklmnopqrstuvwxyz_0123"
PASSWORD = "correct horse battery"


@pytest.fixture
def stream():
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    written = io.StringIO()
    set_up("DEBUG", [PASSWORD, "abc"], written)
    yield written
    logging.captureWarnings(capture=False)
    root.handlers[:] = handlers
    root.setLevel(level)


SECRETS = [
    TOKEN,
    f"https://api.telegram.org/bot{TOKEN}/getUpdates",
    "https://api.weixin.qq.com/x?access_token=abcDEF-123&y=1",
    "gettoken?corpid=ww1&corpsecret=s3cr3t-value",
    "token?appid=wx1&secret=s3cr3t-value",
    "send?key=s3cr3t-value",
    "Authorization: Bearer s3cr3t-value.and-more",
    PASSWORD,
]


def _fail(text: str) -> None:
    raise ValueError(text)


@pytest.mark.parametrize("text", SECRETS)
def test_a_secret_is_masked_in_message_arguments_exception_and_stack(stream, text):
    log = logging.getLogger("test")
    log.info("plain " + text)  # noqa: G003  the secret is in the format itself
    log.info("argument %s and %r", text, {"inside": text})
    try:
        _fail(text)
    except ValueError:
        log.exception("failed")
    log.warning("stack", stack_info=True)
    written = stream.getvalue()
    assert "ValueError" in written
    for secret in (TOKEN, PASSWORD, "s3cr3t-value", "abcDEF-123"):
        assert secret not in written
    assert "***" in written


def test_a_chain_of_exceptions_is_masked(stream):
    log = logging.getLogger("test")
    try:
        try:
            _fail(TOKEN)
        except ValueError as cause:
            raise RuntimeError("later") from cause
    except RuntimeError:
        log.exception("failed")
    assert "RuntimeError" in stream.getvalue()
    assert TOKEN not in stream.getvalue()


def test_a_secret_behind_the_filter_is_masked_for_other_handlers_too():
    redaction = Redaction([PASSWORD])
    record = logging.LogRecord("x", logging.INFO, "f", 1, "with %s", (PASSWORD,), None)
    assert RedactionFilter(redaction).filter(record)
    assert PASSWORD not in f"{record.msg} {record.args}"


def test_a_secret_can_be_registered_later(stream):
    redaction = set_up("INFO", [], stream)
    redaction.register("learned-at-run-time")
    logging.getLogger("test").info("it is learned-at-run-time")
    assert "learned-at-run-time" not in stream.getvalue()


def test_ordinary_words_are_left_alone(stream):
    logging.getLogger("test").info("ticket BX-7K3M-9QK at 12:30:45, abc, monkey business")
    assert "ticket BX-7K3M-9QK at 12:30:45, abc, monkey business" in stream.getvalue()


def test_a_call_whose_arguments_do_not_fit_is_written_all_the_same(stream):
    logging.getLogger("test").info("only %d", "words")
    assert "only %d" in stream.getvalue()


@pytest.mark.parametrize("name", ["httpx", "httpcore"])
def test_libraries_that_log_whole_addresses_are_quiet(stream, name):
    logging.getLogger(name).info("HTTP Request: POST https://example.org")
    assert stream.getvalue() == ""


def test_warnings_go_the_same_way(stream):
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn(f"odd {TOKEN}", UserWarning, stacklevel=1)
    assert TOKEN not in stream.getvalue()
