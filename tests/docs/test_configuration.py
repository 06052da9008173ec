"""Every block of configuration the pages show can be loaded as it stands."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.config import load

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^(?P<indent> *)```toml\n(?P<text>.*?)^ *```", re.MULTILINE | re.DOTALL)
#: What a page takes for granted: the rest of the file.
COMPANY = {"company": {"name": "远岭"}}
STAFF = [{"id": "sun", "name": "Sun", "roles": ["manager", "head", "admin", "on_duty"], "web": True}]
WHOLE = {
    "web": {"public_url": "https://desk.example.com"},
    "telegram": {"token": "123456:abcdefghijk"},
    "wechat": {"app_id": "wx0123456789abcdef", "secret": "s", "token": "Token", "aes_key": "a" * 43},
    "wecom": {"corp_id": "ww1234567890abcdef", "agent_id": 1, "secret": "s", "token": "Token", "aes_key": "a" * 43},
}
SECRETS = {"aes_key_file": "a" * 43, "previous_aes_key_file": "b" * 43, "token_file": "123456:abcdefghijk"}


@dataclass(frozen=True)
class Shown:
    """One block as a page shows it."""

    page: str
    text: str

    def __str__(self) -> str:
        return f"{self.page}: {self.text[:40]}"


def shown() -> list[Shown]:
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return [
        Shown(page.name, block["text"].replace(f"\n{block['indent']}", "\n").removeprefix(block["indent"]))
        for page in pages
        for block in BLOCK.finditer(page.read_text("utf-8"))
    ]


def as_toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {as_toml(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_toml, value)) + "]"
    return str(value).lower() if isinstance(value, bool) else repr(value)


@pytest.mark.parametrize("block", shown(), ids=str)
def test_a_block_of_configuration_loads(block: Shown, tmp_path: Path):
    given = tomllib.loads(block.text)
    for section, known in WHOLE.items():
        if section in given:
            # What the block leaves out stands in another one of the page.
            told = {key.removesuffix("_file") for key in given[section]}
            given[section] |= {key: value for key, value in known.items() if key not in told}
    if "wechat" in given or "wecom" in given or given.get("telegram", {}).get("receive") == "webhook":
        given["web"] = {**WHOLE["web"], **given.get("web", {})}
    for section, table in given.items():
        for key in table if isinstance(table, dict) else ():
            if key.endswith("_file"):
                file = tmp_path / str(table[key])
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(
                    "Token" if key == "token_file" and section != "telegram" else SECRETS.get(key, "s" * 16)
                )
                file.chmod(0o600)
    told = {**COMPANY, "staff": STAFF, **given}
    if given.get("staff"):
        told["staff"] = [*STAFF, *given["staff"]]
    path = tmp_path / "config.toml"
    path.write_text("\n".join(f"{key} = {as_toml(value)}" for key, value in told.items()), "utf-8")
    assert load(path).company.name


def test_the_pages_show_configuration_for_every_channel():
    text = "\n".join(block.text for block in shown())
    assert all(f"[{section}]" in text for section in ("telegram", "wechat", "wecom", "web"))
