"""`baoxiu flows` draws every conversation, and notices a drawing that is no longer true."""

from bot.flows.registry import FLOWS


def test_every_conversation_gets_a_page(desk, type_in):
    drawn = type_in("flows", "--draw", "drawn")
    assert drawn.code == 0
    pages = {path.name for path in (desk.folder / "drawn").iterdir()}
    assert pages == {"README.md", *(f"{name}.md" for name in FLOWS)}


def test_fresh_pages_pass_and_are_left_alone(type_in):
    type_in("flows", "--draw", "drawn")
    assert type_in("flows", "--draw", "drawn", "--check").code == 0
    assert type_in("flows", "--draw", "drawn").out == f"drawn: {len(FLOWS) + 1} pages, 0 changed\n"


def test_stale_missing_and_left_over_pages_are_named(desk, type_in):
    type_in("flows", "--draw", "drawn")
    folder = desk.folder / "drawn"
    (folder / "report_fault.md").write_text("old", "utf-8")
    (folder / "privacy.md").unlink()
    (folder / "gone.md").write_text("of a flow that is no more", "utf-8")
    checked = type_in("flows", "--draw", "drawn", "--check")
    assert checked.code == 1
    assert "gone.md, privacy.md, report_fault.md; draw them again with make docs" in checked.err
    type_in("flows", "--draw", "drawn")
    assert not (folder / "gone.md").exists()
    assert type_in("flows", "--draw", "drawn", "--check").code == 0


def test_a_folder_that_is_not_there_has_no_fresh_pages(type_in):
    assert type_in("flows", "--draw", "nowhere", "--check").code == 1
