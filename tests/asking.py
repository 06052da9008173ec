"""Asking a desk over HTTP with nothing but the standard library, so that a test waits in a thread of its own."""

import http.client
import json
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    text: str

    @property
    def json(self):
        return json.loads(self.text)


def connect(url: str) -> http.client.HTTPConnection:
    """Return a connection to the desk at `url`."""
    return http.client.HTTPConnection(urlsplit(url).netloc, timeout=10)


def ask(url: str, path: str, data: object = None, **headers: str) -> Answer:
    """GET a path, or POST `data` to it as JSON. Underscores of a header's name stand for dashes."""
    connection = connect(url)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        connection.request("GET" if data is None else "POST", path, data and json.dumps(data), named)
        answer = connection.getresponse()
        return Answer(answer.status, answer.read().decode())
    finally:
        connection.close()
