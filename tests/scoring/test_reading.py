from hypothesis import given

from mock_panel.scoring.reading import fold, read
from mock_panel.scoring.spelling import american
from tests.scoring.strategies import TEXTS


def words(text: str) -> list[str]:
    return list(read(fold(text)).words)


@given(TEXTS)
def test_folding_moves_no_character(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(TEXTS)
def test_every_word_stands_where_it_says(text: str) -> None:
    folded = fold(text)
    reading = read(folded)
    place = 0
    for word, start, end in zip(reading.words, reading.starts, reading.ends, strict=True):
        shared = reading.starts.count(start) > 1  # "id" for "I'd" is two words in one place
        assert (0 if shared else place) <= start < end <= len(text)
        said = folded[start:end]
        plain = american(said) == word or said == word.replace("'", "")
        assert plain or word in {",", "."} or shared
        place = end


def test_contractions_without_an_apostrophe_are_understood() -> None:
    assert words("i dont know, id ask them, and ive done it") == (
        words("i don't know, i'd ask them, and i've done it")
    )
    assert words("my id card") == ["my", "id", "card"]


def test_fillers_and_stammers_are_read_over() -> None:
    said = "So, um, I, uh, I called, you know, the, the chief, and it was, it was fine."
    assert words(said) == words("So I called the chief, and it was fine.")


def test_repetition_for_emphasis_is_no_stammer() -> None:
    assert words("again and again and again") == ["again", "and", "again", "and", "again"]


def test_clitics_stand_apart_and_negations_do_not() -> None:
    assert words("I'd say we’ve met; they didn't.") == (
        ["i", "'d", "say", "we", "'ve", "met", ",", "they", "didn't", "."]
    )


def test_an_abbreviation_is_one_word() -> None:
    assert words("At 2 a.m. the U.S. marshal called.") == (
        ["at", "2", "a.m.", "the", "u.s.", "marshal", "called", "."]
    )
    assert words("It was plan b. I went.") == ["it", "was", "plan", "b", ".", "i", "went", "."]


def test_fillers_count_as_words_spoken() -> None:
    assert read("um i called uh the chief").spoken == 6


def test_british_spelling_reads_as_american() -> None:
    british = "we organised the programme, analysed labour costs and cancelled four courses"
    us = "we organized the program, analyzed labor costs and canceled four courses"
    assert words(british) == words(us)
    kept = "he supervised an exercise, promised to advise us and revised our course in an hour"
    assert words(kept) == kept.replace(",", " ,").split()
