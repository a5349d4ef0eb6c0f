"""A bank of 10,000 questions: its check beside what libyaml needs for the same files.

`python -m tests.benchmarks.large_bank`. Two floors: the bare events of libyaml, which nobody can
use as they are, and PyYAML's safe loader on libyaml, which gives values without their places.
Asked for: at most three times a bare parse.
"""

import random
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

import yaml

from mock_panel.bank.check import collector_resting, examine
from mock_panel.bank.lint import warnings
from mock_panel.bank.source import shipped_directory

QUESTIONS = 10_000
A_FILE = 500
RUNS = 5

VERBS = ["led", "built", "closed", "moved", "saved", "changed", "mended", "refused", "opened"]
THINGS = ["a laboratory", "an office", "a contract", "a program", "a budget", "a rule", "a team",
          "a system", "a partnership", "a line of work", "a regional service"]  # fmt: skip
WHERE = ["in a storm", "under a court order", "with half the staff", "against the clock",
         "across states", "in your first year", "during a shutdown", "after an audit"]  # fmt: skip


def question(number: int, rng: random.Random) -> str:
    """One question as a mentor would write it, unlike the others."""
    words = " ".join(rng.choice("bcdfgklmnprst") + rng.choice("aeiou") * 2 + rng.choice("lmnrst")
                     for _ in range(4))  # fmt: skip
    return f"""\
  - id: large-{number}
    text: >-
      Tell us about the most difficult time when you {rng.choice(VERBS)} {rng.choice(THINGS)}
      {rng.choice(WHERE)}, at {words}.
    type: behavioral
    competencies: [developing-others]
    probes:
      situation:
        - What was at stake at {words}, and for whom?
        - Who had tried before you?
      action:
        - What was your first step?
        - Who stood in the way?
      result:
        - What was different at {words} afterwards?
        - How do you know?
    supplementals:
      - What would you do otherwise at {words} today?
    anchors:
      1: Names {words} and no step of one's own.
      3: Tells what was done at {words} and that it was finished.
      5: Tells what was done at {words} against resistance, and what it was worth years later.
    tags: [large]
"""


def write_large_bank(directory: Path, count: int = QUESTIONS) -> Path:
    """The shipped bank with many more questions, and the folder back."""
    shutil.copytree(shipped_directory(), directory, dirs_exist_ok=True)
    rng = random.Random(1)
    for first in range(0, count, A_FILE):
        body = "\n".join(question(n, rng) for n in range(first, min(first + A_FILE, count)))
        head = "framework: opm-2025\necq: leading-people\nquestions:\n"
        path = directory / "opm-2025" / f"large-{first:05}.yaml"
        path.write_text(head + body, encoding="utf-8")
    return directory


def parse(directory: Path) -> None:
    """Every event of every file, thrown away."""
    for path in directory.rglob("*.yaml"):
        for _ in yaml.parse(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader):
            pass


def load(directory: Path) -> None:
    """Every value of every file, thrown away."""
    for path in directory.rglob("*.yaml"):
        yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def run() -> None:
    """Print the times and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        bank = write_large_bank(Path(folder))
        times: dict[str, list[float]] = {"parse": [], "load": [], "check": [], "lint": []}
        for _ in range(RUNS):
            start = perf_counter()
            parse(bank)
            parsed = perf_counter()
            with collector_resting():
                load(bank)
                loaded = perf_counter()
            with collector_resting():
                checked = examine(bank)
                examined = perf_counter()
                found = warnings(checked.documents)
                linted = perf_counter()
            times["parse"].append(parsed - start)
            times["load"].append(loaded - parsed)
            times["check"].append(examined - loaded)
            times["lint"].append(linted - examined)
        middle = {name: median(each) for name, each in times.items()}
        sys.stdout.write(
            f"{QUESTIONS} questions: parse {middle['parse']:.2f} s, load {middle['load']:.2f} s, "
            f"check {middle['check']:.2f} s ({middle['check'] / middle['parse']:.2f} times the "
            f"parse, {middle['check'] / middle['load']:.2f} times the load), "
            f"lint {middle['lint']:.2f} s, "
            f"{len(checked.problems)} problems, {len(found)} warnings\n"
        )


if __name__ == "__main__":
    run()
