import os
from pathlib import Path

import pytest

from mock_panel.speech.voice_cache import SUFFIX, VoiceCache


def put(cache: VoiceCache, text: str, size: int = 100, rate: int = 130) -> Path:
    with cache.scratch() as scratch:
        made = scratch / "sound"
        made.write_bytes(b"x" * size)
        return cache.keep(made, text, voice=None, rate=rate)


def test_a_sound_is_found_under_its_text_voice_and_rate_only(tmp_path: Path) -> None:
    cache = VoiceCache(tmp_path)
    kept = put(cache, "one")
    assert VoiceCache(tmp_path).find("one", voice=None, rate=130) == kept
    assert cache.find("two", voice=None, rate=130) is None
    assert cache.find("one", voice="en-us", rate=130) is None
    assert cache.find("one", voice=None, rate=140) is None


def test_all_of_it_is_private_to_the_user(tmp_path: Path) -> None:
    old = os.umask(0o022)
    try:
        kept = put(VoiceCache(tmp_path / "home" / "cache" / "voice"), "one")
    finally:
        os.umask(old)
    assert kept.stat().st_mode & 0o777 == 0o600
    for directory in (kept.parent, kept.parent.parent, kept.parent.parent.parent):
        assert directory.stat().st_mode & 0o777 == 0o700


def test_nothing_half_made_stays(tmp_path: Path) -> None:
    cache = VoiceCache(tmp_path)

    def interrupted() -> None:
        with cache.scratch() as scratch:
            (scratch / "sound").write_bytes(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_left_goes_after_an_hour(tmp_path: Path) -> None:
    old, fresh = tmp_path / "making-old", tmp_path / "making-fresh"
    for directory in (old, fresh):
        directory.mkdir()
        (directory / "sound").write_bytes(b"half")
    os.utime(old, (0, 0))
    put(VoiceCache(tmp_path), "one")
    assert not old.exists()
    assert fresh.exists()


def test_the_sounds_unused_for_longest_make_room(tmp_path: Path) -> None:
    cache = VoiceCache(tmp_path, limit=350)
    paths = [put(cache, text) for text in ("a", "b", "c")]
    for age, path in enumerate(paths):
        os.utime(path, (1000 + age, 1000 + age))
    assert cache.find("a", voice=None, rate=130)  # used again, so "b" is now the oldest
    newest = put(cache, "d")
    assert set(tmp_path.glob(f"*{SUFFIX}")) == {paths[0], paths[2], newest}


def test_a_directory_that_cannot_be_made_is_replaced_until_closed(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    cache = VoiceCache(blocked / "voice")
    kept = put(cache, "one")
    assert cache.find("one", voice=None, rate=130) == kept
    assert kept.parent.stat().st_mode & 0o777 == 0o700
    cache.close()
    assert not kept.parent.exists()
    assert cache.find("one", voice=None, rate=130) is None
