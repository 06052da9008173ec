"""What was being decided outlives the process that decided it."""

from bot.adapters.recorder import SIZE, FlightRecorder


def test_a_name_that_was_not_left_is_found(tmp_path):
    recorder = FlightRecorder(tmp_path / "run" / "deciding")
    assert recorder.found == ""
    recorder.enter("telegram:1 2")
    assert FlightRecorder(tmp_path / "run" / "deciding").found == "telegram:1 2"


def test_a_name_that_was_left_is_not_found(tmp_path):
    recorder = FlightRecorder(tmp_path / "deciding")
    recorder.enter("telegram:1 2")
    recorder.leave()
    recorder.close()
    assert FlightRecorder(tmp_path / "deciding").found == ""


def test_a_shorter_name_leaves_nothing_of_a_longer_one(tmp_path):
    recorder = FlightRecorder(tmp_path / "deciding")
    recorder.enter("a very long name")
    recorder.enter("short")
    assert FlightRecorder(tmp_path / "deciding").found == "short"


def test_a_name_longer_than_the_file_is_cut(tmp_path):
    recorder = FlightRecorder(tmp_path / "deciding")
    recorder.enter("x" * 2000)
    assert len(FlightRecorder(tmp_path / "deciding").found) == SIZE
