import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

HEAVY = ("textual", "sqlmodel", "sqlalchemy", "pydantic", "yaml")


def run(code: str, seed: str = "0") -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout


def test_the_engine_needs_the_standard_library_only() -> None:
    code = (
        "import sys, mock_panel.scoring.engine as e, mock_panel.scoring.live as l\n"
        "e.score('I was chief. I asked the staff for help. The wait fell from 9 days to 2.' * 3)\n"
        "l.LiveShares().divide('I was chief.')\n"
        "import sysconfig; home = sysconfig.get_path('purelib')\n"
        "print([n for n, m in sys.modules.items() if (getattr(m, '__file__', None) or '')"
        ".startswith(home) and not n.startswith(('_', 'mock_panel', 'distutils'))])"
    )
    assert run(code).strip() == "[]"


def test_the_document_is_the_same_whatever_the_hash_seed() -> None:
    code = (
        "import json\n"
        "from mock_panel.domain.score_document import to_document\n"
        "from mock_panel.scoring.engine import Prompt, score\n"
        "from tests.scoring.labelled import development\n"
        "for a in development()[::12]:\n"
        "    print(json.dumps(to_document(score(a.text, prompt=Prompt.worded(a.question)))))"
    )
    once = run(code)
    assert [seed for seed in ("1", "4711") if run(code, seed) != once] == []


def test_importing_the_engine_builds_nothing() -> None:
    code = (
        "import mock_panel.scoring.engine\n"
        "from mock_panel.scoring import lexicon, marking, reading\n"
        "caches = (lexicon.phrasebook, marking.shipped_weights, reading._pattern)\n"
        "print([c.cache_info().currsize for c in caches])"
    )
    assert run(code).strip() == "[0, 0, 0]"
