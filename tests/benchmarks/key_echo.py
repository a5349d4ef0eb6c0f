"""From a key to its glyph in a 600-word answer, against a bare TextArea of the same size."""

import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path

from mock_panel.tui.launch import FRAMES_A_SECOND
from tests.benchmarks.stopwatch import TimedTerminal, environment, median, p95, report
from tests.tui.practising import STORY, open_question, real_services, typed_drill

BARE = Path(__file__).with_name("bare_editor.py")
WORDS = 600
KEYS = [chr(code) for code in range(0xC0, 0x17F) if chr(code).isalpha()][:120] * 2
PAUSE_SECONDS = 0.05
OURS = [sys.executable, "-m", "mock_panel", "practice", "--preparation", "0"]


async def editor_size() -> tuple[int, int]:
    """Width and height of our editor in a terminal of 80 by 24."""
    from mock_panel.tui.app import MockPanelApp

    with tempfile.TemporaryDirectory() as home:
        app = MockPanelApp(real_services(Path(home)), typed_drill())
        async with app.run_test(size=(80, 24)) as pilot:
            screen = await open_question(app, pilot)
            await pilot.pause()
            size = screen.editor.outer_size
            return size.width, size.height


def run() -> None:
    """The keys go to both in turn."""
    words = (STORY.split() * (WORDS // len(STORY.split()) + 1))[:WORDS]
    # Paragraphs of sixty words, as people write them.
    text = "\n".join(" ".join(words[at : at + 60]) for at in range(0, WORDS, 60))
    width, height = asyncio.run(editor_size())
    with tempfile.TemporaryDirectory() as home:
        Path(home, "settings.toml").write_text('framework = "opm-2025"\nvoice = false\n')
        environ = {
            **environment(home),
            "TEXTUAL_FPS": os.environ.get("TEXTUAL_FPS", FRAMES_A_SECOND),
        }
        with (
            TimedTerminal(OURS, environ) as ours,
            TimedTerminal([sys.executable, str(BARE), str(width), str(height)], environ) as bare,
        ):
            ours.seconds_until(b"is the band")
            bare.drain(1.5)
            for terminal in (ours, bare):
                terminal.send(b"\x1b[200~" + text.encode() + b"\x1b[201~")
                terminal.drain(1.0)
            times: dict[str, list[float]] = {"ours": [], "bare": []}
            for key in KEYS:
                for name, terminal in (("ours", ours), ("bare", bare)):
                    moment = terminal.send(key.encode())
                    times[name].append(terminal.seconds_until(key.encode(), since=moment))
                    time.sleep(PAUSE_SECONDS)
                    # Each key at the same place: a row that wraps anew is another matter.
                    terminal.send(b"\x7f")
                    time.sleep(PAUSE_SECONDS)
                    terminal.drain(0.0)
    size = f"{width} x {height}"
    report(
        f"key to echo, {WORDS} words, {size}, median", median(times["ours"]), median(times["bare"])
    )
    report(f"key to echo, {WORDS} words, {size}, p95", p95(times["ours"]), p95(times["bare"]))


if __name__ == "__main__":
    run()
