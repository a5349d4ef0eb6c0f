import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mock_panel.domain.parts import Part
from tests import warm

ROOT = Path(__file__).parents[2]

HABIT = (
    "I usually begin with a meeting, and people come along now. I always explain why we do it, and "
    "as a result everybody is happier and the work gets done faster by thirty percent. I normally "
    "follow up with an email. In the end it works out, and nobody has complained since."
)
STORY = (
    "In 2021 I was chief of a permit office of 40 people, and applicants waited 90 days. "
    "I sat with six examiners for a week and timed every step. I asked the union to design the "
    "new queue with me. I cut two of the five signatures. By June the wait fell to 22 days."
)


def score(*arguments: str, given: str | bytes = "") -> subprocess.CompletedProcess[str]:
    data = given.encode() if isinstance(given, str) else given
    return warm.run(["score", *arguments], os.environ, data)


def test_an_answer_from_a_pipe_is_reviewed_in_words() -> None:
    done = score(given=STORY)
    assert done.returncode == 0
    assert done.stdout.startswith("Level 4 of 5 (practice, unofficial; engine ")
    assert " A  I cut two of the five signatures." in done.stdout
    assert not done.stderr


THIN = (
    "In 2021 I was chief of a permit office of 40 people, and applicants waited far too long. "
    "I sat with six examiners for a week and timed every step. I asked the union to design the "
    "new queue with me. I cut two of the five signatures because nobody read them. When the "
    "lawyers objected, I took them to the counter. As a result people were content."
)


def test_what_held_the_level_down_stands_under_it() -> None:
    first, second, *_ = score(given=THIN).stdout.splitlines()
    assert first.startswith("Level 3 of 5")
    assert second == "Held at 3: the result has no measure, and no before and after."
    assert "Held at" not in score(given=STORY).stdout


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ((), "Typed: 55 words, about 23 seconds aloud."),
        (("--seconds", "95"), "Typed: 55 words in 1 minute 35 seconds, about 23 seconds aloud."),
        (("--mode", "spoken"), "Spoken: 55 words."),
        (
            ("--mode", "spoken", "--seconds", "25"),
            "Spoken: 55 words in 25 seconds, 132 a minute; usual in US talk is about 130 to 150.",
        ),
    ],
)
def test_how_long_the_answer_is_stands_under_its_level(given: tuple[str, ...], told: str) -> None:
    done = score(*given, given=STORY)
    assert told in " ".join(done.stdout.splitlines()[1:3])
    assert all(len(line) <= 72 for line in done.stdout.splitlines())


def test_an_answer_from_a_file_is_one_document_with_json(tmp_path: Path) -> None:
    file = tmp_path / "answer.txt"
    file.write_text(STORY, encoding="utf-8")
    done = score(str(file), "--json", "--seconds", "90", "--mode", "spoken")
    document = json.loads(done.stdout)
    assert done.returncode == 0
    assert document["schema"] == "mock-panel/score@1"
    assert document["level"] == 4
    assert document["id"] is None
    measure = next(s for s in document["signals"] if s["id"] == "result.measure")
    start, end = measure["evidence"][0]
    assert STORY[start:end] == "22 days"


def test_not_scored_is_no_failure() -> None:
    done = score(given="I don't know.")
    assert done.returncode == 0
    assert done.stdout.startswith("Not scored: no answer")


def test_the_prompt_is_known_when_it_is_copied() -> None:
    prompt = (
        "Which rule did the office bend for the sake of speed, and who gained by it in the end?"
    )
    told = score("--prompt", prompt, "--json", given=prompt)
    assert json.loads(told.stdout)["reason"] == "prompt_repeated"


def test_lines_in_lines_out_in_order() -> None:
    sentences = STORY.split(". ")
    entries = [
        {"id": "a", "text": STORY, "mode": "typed", "question": "Tell us about a change."},
        {"id": "b", "text": "", "ecq": "leading-people"},
        {"text": ". ".join(sentences).replace(". ", " "), "sentences": sentences},
    ]
    done = score("--jsonl", given="\n".join(json.dumps(e) for e in entries) + "\n\n")
    documents = [json.loads(line) for line in done.stdout.splitlines()]
    assert [d["id"] for d in documents] == ["a", "b", None]
    assert [d["reason"] for d in documents] == [None, "empty", None]
    spans = [(s["start"], s["end"]) for s in documents[2]["sentences"]]
    joined = " ".join(sentences)
    assert [joined[a:b] for a, b in spans] == sentences


def test_each_line_is_answered_before_the_next_is_read() -> None:
    command = [sys.executable, "-m", "mock_panel", "score", "--jsonl"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdin
        assert child.stdout
        for name in ("one", "two"):
            child.stdin.write(json.dumps({"id": name, "text": STORY}) + "\n")
            child.stdin.flush()
            assert json.loads(child.stdout.readline())["id"] == name
        child.stdin.close()
        assert child.wait(timeout=30) == 0


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "not JSON"),
        ("[1]", "not an object"),
        ('{"id": "x"}', 'there is no "text"'),
        ('{"text": 5}', '"text" is not a string'),
        ('{"text": "x", "mode": "sung"}', "not typed or spoken"),
        ('{"text": "x y", "sentences": ["x"]}', "are not the text"),
        ('{"text": "x", "sentences": "x"}', "not a list of strings"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_a_bad_line_is_named_and_the_lines_before_it_are_answered(line: str, said: str) -> None:
    done = score("--jsonl", given=json.dumps({"id": "a", "text": STORY}) + "\n" + line + "\n")
    assert done.returncode == 2
    assert json.loads(done.stdout)["id"] == "a"
    assert "standard input, line 2" in done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_is_not_there_is_named() -> None:
    done = score("no-such-answer.txt")
    assert done.returncode == 2
    assert "no-such-answer.txt" in done.stderr
    assert "Traceback" not in done.stderr


def test_bytes_that_are_no_text_are_refused() -> None:
    done = score(given=b"I was \xff chief")
    assert done.returncode == 2
    assert "byte 6 is not UTF-8" in done.stderr


def test_question_and_prompt_together_are_refused() -> None:
    done = score("--question", "x", "--prompt", "y", given=STORY)
    assert done.returncode == 2
    assert "--prompt" in done.stderr


def test_a_question_of_the_bank_is_found_by_its_id() -> None:
    from mock_panel.bootstrap.services import build_services

    question = build_services().bank.load().questions[0]
    told = score("--question", question.id, "--json", given=question.text)
    assert json.loads(told.stdout)["reason"] in {"prompt_repeated", "too_short"}
    probed = score("--question", question.id, "--json", given=STORY.rsplit(". ", 1)[0] + ".")
    probes = [advice["probe"] for advice in json.loads(probed.stdout)["advice"]]
    assert probes[0] in question.probes[Part.RESULT]


def test_a_question_that_is_not_there_is_answered_with_the_nearest() -> None:
    from mock_panel.bootstrap.services import build_services

    question = build_services().bank.load().questions[0]
    done = score("--question", question.id + "x", given=STORY)
    assert done.returncode == 2
    assert f"Did you mean “{question.id}”?" in done.stderr


def test_scoring_loads_no_screen_no_database_and_no_bank() -> None:
    code = (
        "import sys\n"
        "from mock_panel.cli.root import run\n"
        "assert run(['score', '--json']) == 0\n"
        "heavy = ('textual', 'sqlmodel', 'sqlalchemy', 'pydantic', 'yaml')\n"
        "print([name for name in heavy if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        input=STORY,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stderr.strip() == "[]"


def test_everything_that_led_to_the_level_is_explained() -> None:
    done = score("--explain", given=STORY)
    assert done.returncode == 0
    assert done.stdout.count("marked ") == STORY.count(".")
    assert "Conditions: 1.00 to begin with" in done.stdout
    assert "after the caps, rounded half up" in done.stdout
    assert "your own acts" in done.stdout
    assert all(len(line) <= 80 for line in done.stdout.splitlines())


def test_what_never_happened_is_explained_without_a_result() -> None:
    done = score("--explain", given=HABIT)
    assert "level 1 at most: There is no example" in done.stdout
    assert "what sounds like its result counts for nothing" in " ".join(done.stdout.split())
    assert "a result is told" not in done.stdout


def test_a_refusal_is_explained_too() -> None:
    done = score("--explain", given="I asked the union for help.")
    assert "Not scored: too short. No level is given." in done.stdout


def test_an_explanation_is_for_people() -> None:
    done = score("--explain", "--json", given=STORY)
    assert done.returncode == 2
    assert "--explain is for people" in done.stderr


def test_the_ecq_of_a_line_narrows_the_competencies() -> None:
    line = {"text": STORY, "question": "Tell us about a change.", "ecq": "Leading Change"}
    done = score("--jsonl", given=json.dumps(line))
    assert json.loads(done.stdout)["level"] >= 4
