"""Links are sealed buttons: the same each time, ours alone, and their key is nobody else's to read."""

from pathlib import Path

import pytest

from bot.adapters.links import SignedLinks, key_at, new_key

CHOICE = "AAAAAAAAAAAAAAAAAAAAAA.0"


def token_of(links: SignedLinks, choice: str = CHOICE) -> str:
    return links.address(choice).rpartition("/")[2]


def test_a_link_leads_back_to_its_button_and_is_the_same_each_time():
    links = SignedLinks(new_key(), "https://desk.example.com/")
    address = links.address(CHOICE)
    assert address.startswith("https://desk.example.com/t/")
    assert links.address(CHOICE) == address
    assert links.choice(token_of(links)) == CHOICE


CHANGES = (
    lambda token: token.replace(".0.", ".1."),
    lambda token: token[:-1],
    lambda _token: "",
    lambda token: token.rpartition(".")[0],
    lambda _token: "é.0.x",
)


@pytest.mark.parametrize("change", CHANGES)
def test_a_link_that_somebody_made_or_changed_is_none(change):
    links = SignedLinks(new_key(), "https://desk.example.com")
    assert links.choice(change(token_of(links))) == ""


def test_a_link_of_another_desk_is_none():
    other = SignedLinks(new_key(), "https://desk.example.com")
    assert SignedLinks(new_key(), "https://desk.example.com").choice(token_of(other)) == ""


def test_without_a_public_address_there_are_no_links():
    assert SignedLinks(new_key(), "").address(CHOICE) == ""


def test_the_key_outlives_a_restart_and_is_for_us_alone(tmp_path: Path):
    path = tmp_path / "run" / "links.key"
    key = key_at(path)
    assert len(key) == 32
    assert key_at(path) == key
    assert path.stat().st_mode & 0o077 == 0
    assert [each.name for each in path.parent.iterdir()] == ["links.key"]
