import csv
import io
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from mock_panel.cli.root import run
from mock_panel.domain.english import day_and_time, day_words
from mock_panel.domain.parts import AnswerMode
from mock_panel.domain.speech import Recogniser, Recording, SpokenAnswer, Transcript, Word
from mock_panel.paths import Paths
from mock_panel.storage.attempts import SqlAttemptStore
from mock_panel.storage.database import open_database
from tests.storage.sample_attempts import FIRST, fill, make_attempt, make_id


@pytest.fixture
def filled(home: Path) -> SqlAttemptStore:
    database = open_database(Paths(home))
    fill(database, 20)
    return SqlAttemptStore(database)


def ids_as_json(capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    assert run(["history", "--json", *options]) == 0
    return [row["id"] for row in json.loads(capsys.readouterr().out)]


def test_json_has_the_published_keys_first(
    filled: SqlAttemptStore, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["history", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["id"] for row in rows] == [make_id(i) for i in reversed(range(20))]
    row, attempt = rows[-6], make_attempt(5)
    assert list(row)[:10] == [
        "id", "at", "framework", "ecq", "question", "mode", "seconds", "status", "level", "text"
    ]  # fmt: skip
    assert row["at"] == "2026-01-05T21:35:00.000005+00:00"
    assert row["framework"] == "opm-2025"
    assert row["question"] == attempt.question.text
    assert (row["mode"], row["status"]) == ("typed", "scored")
    assert row["seconds"] == attempt.timing.answer
    assert row["text"].endswith("5 letters a week.\n\nI did."), "with the continuations"
    assert [r["id"] for r in rows if r["misunderstood"] is True] == [make_id(12)]
    assert list(row)[-3:] == ["misunderstood", "recorded", "recogniser"], "what is new comes last"
    timed = rows[-9]
    assert (timed["status"], timed["level"], timed["text"]) == ("timed", None, "")
    assert set(timed) == set(row)


def test_options_narrow(filled: SqlAttemptStore, capsys: pytest.CaptureFixture[str]) -> None:
    assert ids_as_json(capsys, "--limit", "2") == [make_id(19), make_id(18)]
    assert ids_as_json(capsys, "--search", "letters WEEK") == [make_id(15), make_id(5)]
    people = ids_as_json(capsys, "--ecq", "leading-people")
    assert people == ids_as_json(capsys, "--ecq", "Leading People")
    assert set(people) == {
        make_id(i) for i in range(20) if make_attempt(i).question.ecq == "leading-people"
    }
    both = ids_as_json(capsys, "--ecq", "leading-people", "--framework", "opm-2006")
    assert both
    assert set(both) < set(people)
    since = (FIRST + timedelta(minutes=37 * 18)).isoformat()
    assert ids_as_json(capsys, "--since", since) == [make_id(19), make_id(18)]
    assert ids_as_json(capsys, "--since", "2026-01-01") == [make_id(i) for i in reversed(range(20))]
    for first in ("2099-01-01", "1/1/2099", "Jan 1, 2099"):
        assert ids_as_json(capsys, "--since", first) == []
    day = day_words(FIRST + timedelta(days=2))
    assert ids_as_json(capsys, "--since", day) == []
    day = day_words(FIRST)
    assert ids_as_json(capsys, "--since", day) == [make_id(i) for i in reversed(range(20))]


def test_csv_is_one_row_an_attempt(
    filled: SqlAttemptStore, capsys: pytest.CaptureFixture[str]
) -> None:
    filled.save(
        replace(make_attempt(21), text='=HYPERLINK("http://x")\n"quoted", and more', note="-1+1")
    )
    assert run(["history", "--csv", "--limit", "2"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["id"] for row in rows] == [make_id(21), make_id(19)]
    assert rows[0]["text"] == '\'=HYPERLINK("http://x")\n"quoted", and more'
    assert rows[0]["note"] == "'-1+1"
    assert rows[1]["text"] == make_attempt(19).full_text
    assert rows[1]["competencies"] == "accountability conflict-management"
    assert rows[1]["misunderstood"] == "false"
    filled.mark_misunderstood(make_id(19), True)
    assert run(["history", "--csv", "--limit", "2"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["misunderstood"] for row in rows] == ["false", "true"]


def test_what_was_recorded_is_told_and_who_wrote_it_down(
    filled: SqlAttemptStore, capsys: pytest.CaptureFixture[str]
) -> None:
    rough = Recogniser("pocketsphinx", "PocketSphinx", rough=True, keeps_hesitations=False)
    words = Transcript(rough, (Word("we", 1.0, 1.2),))
    for number, transcript in ((20, None), (21, words)):
        spoken = SpokenAnswer(Recording(make_id(number), 90.0), transcript)
        filled.save(replace(make_attempt(number), mode=AnswerMode.SPOKEN, spoken=spoken))
    filled.save(replace(make_attempt(22), spoken=None))
    assert run(["history", "--json", "--limit", "3"]) == 0
    rows = json.loads(capsys.readouterr().out)
    told = [(row["recorded"], row["recogniser"]) for row in rows]
    assert told == [(False, None), (True, "PocketSphinx"), (True, None)]
    assert run(["history", "--csv", "--limit", "3"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    told = [(row["recorded"], row["recogniser"]) for row in rows]
    assert told == [("false", ""), ("true", "PocketSphinx"), ("true", "")]


def test_the_table_is_aligned_and_cut_nowhere_in_a_pipe(
    filled: SqlAttemptStore, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["history"]) == 0
    heading, *lines = capsys.readouterr().out.splitlines()
    assert heading.split() == [
        "WHEN", "ID", "ECQ", "MODE", "TIME", "WORDS", "LEVEL", "QUESTION"
    ]  # fmt: skip
    assert len(lines) == 20
    start = heading.index("QUESTION")
    assert {line[start : start + 8] for line in lines} == {"Tell us "}
    assert all(line.endswith("in order.") for line in lines)
    assert make_id(19)[:8] in lines[0]
    assert lines[0].startswith(f"{day_and_time(make_attempt(19).started_at):>18}  ")
    assert "timed" in lines[11]
    assert "not scored" in lines[9]
    assert "5 of 5" in lines[8]


def test_an_empty_history_says_what_to_do(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["history"]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert "mock-panel practice" in told.err
    assert ids_as_json(capsys) == []
    assert run(["history", "--csv"]) == 0
    assert capsys.readouterr().out.count("\n") == 1


def test_a_search_shows_the_sentence_that_was_hit(
    filled: SqlAttemptStore, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["history", "--search", "OBJECTIONS monday", "--limit", "1"]) == 0
    hit = "I showed the figures every Monday and asked for objections in the open."
    assert capsys.readouterr().out.splitlines()[2] == f"    {hit}"
    assert run(["history", "--search", "OBJECTIONS monday", "--limit", "1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["hit"] == hit


def test_no_match_is_told_apart_from_no_attempts(
    filled: SqlAttemptStore, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["history", "--search", "zebra"]) == 0
    assert "No attempt matches" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--ecq", "leading-peeple"], "Did you mean 'leading-people'?"),
        (["--ecq", "xyzzy"], "Known: "),
        (["--framework", "opm-2024"], "Did you mean 'opm-2025'?"),
        (
            ["--since", "last week"],
            "'last week' is not a date. Write it as 2027-03-31, ",
        ),
        (["--limit", "0"], "0"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    filled: SqlAttemptStore,
    capsys: pytest.CaptureFixture[str],
    options: list[str],
    told: str,
) -> None:
    assert run(["history", *options]) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert told in output.err


def test_an_ecq_that_only_the_bank_knows_is_no_mistake(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ids_as_json(capsys, "--ecq", "leading-people") == []


def test_two_attempts_are_compared(
    filled: SqlAttemptStore, capsys: pytest.CaptureFixture[str]
) -> None:
    # The question of one is asked again 30 attempts later.
    filled.save(make_attempt(31))
    assert run(["history", "--compare", make_id(31)[:8], make_id(1), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["schema"] == "mock-panel/compare@1"
    assert (told["before"]["id"], told["after"]["id"]) == (make_id(1), make_id(31))
    words = {
        part: (of["before"]["words"], of["after"]["words"]) for part, of in told["parts"].items()
    }
    assert sum(before for before, _ in words.values()) == told["before"]["words"]
    assert run(["history", "--compare", make_id(1), make_id(31)]) == 0
    text = capsys.readouterr().out
    assert "level 2 of 5 (practice), now level" in text
    assert "~ S" in text
    assert run(["history", "--compare", make_id(1), make_id(2)]) == 2
    assert "two questions" in capsys.readouterr().err
    assert run(["history", "--compare", make_id(1), "zzz"]) == 2
    assert "'zzz': 0 attempts" in capsys.readouterr().err
