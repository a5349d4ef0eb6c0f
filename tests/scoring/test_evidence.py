"""Signals and the words that are quoted for them."""

import pytest

from mock_panel.domain.parts import Found, Part
from mock_panel.domain.scores import Span
from mock_panel.scoring.dealings import people
from mock_panel.scoring.engine import score
from mock_panel.scoring.features import look
from mock_panel.scoring.marked import Marked
from mock_panel.scoring.measuring import measures, sizes
from mock_panel.scoring.misreadings import misread
from mock_panel.scoring.posts import posts
from mock_panel.scoring.quoting import clause, phrase
from mock_panel.scoring.reading import fold
from tests.scoring.test_engine import STORY


def marked(text: str) -> Marked:
    return Marked(Span(0, len(text)), look(fold(text), 0, len(text)), Part.OTHER, 1.0, {})


def quoted(text: str, found: list[tuple[str, Span]]) -> list[str]:
    return list(dict.fromkeys(span.of(text) for _, span in found))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("I moved two of my analysts onto the pilot.", ["two of my analysts"]),
        ("I called their program lead.", ["their program lead"]),
        ("I sat with one of the welders for a day.", ["one of the welders"]),
        ("I told my reviewers the next morning.", ["my reviewers"]),
        ("I asked him for the log and I let her keep it.", ["him", "her"]),
        ("I sorted the slips and left them on a tray.", []),
        ("I took half of them off the shelf.", []),
        ("I told the truth and called a meeting.", []),
        ("I paid for the team lunch.", []),
        ("I bought a chair for the porch.", []),
        ("I met with the chair.", ["the chair"]),
        ("I called her daughter.", ["her daughter"]),
        ("I gave her people a room and I gave his people a room.", []),
        ("I phoned the bus company and I rang the church.", ["the bus company", "the church"]),
        ("I rang the bell and I called the shop floor to order.", []),
    ],
)
def test_whoever_is_told_asked_or_moved_is_dealt_with(text: str, named: list[str]) -> None:
    assert quoted(text, people(marked(text))) == named


def test_all_who_are_named_by_a_pronoun_count_as_one() -> None:
    assert {name for name, _ in people(marked("I asked him, I told her and I warned them."))} == {
        "them"
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Claims are paid within 19 days.", ["19 days"]),
        ("Claims are paid in 19 days.", ["19 days"]),
        ("In two weeks she ran the desk alone.", []),
        ("A card came from one of the families.", []),
        ("Complaints were down to one in fifty calls.", ["one in fifty calls"]),
        ("The crew took seven and a half minutes.", ["seven and a half minutes"]),
        ("Defects fell from 47 down to 12.", ["47", "12"]),
        ("The fleet is half the size that it was.", ["half"]),
        ("In a quarter nobody knew who had begun it.", []),
        ("The queue was gone in a quarter.", ["a quarter"]),
    ],
)
def test_what_measures_a_result(text: str, told: list[str]) -> None:
    assert quoted(text, measures(marked(text))) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("We had 190 bus drivers and 48 mechanics.", ["190 bus drivers", "48 mechanics"]),
        ("There were nine thousand waiting.", ["nine thousand"]),
        ("We ran on $2.4 million.", ["$2.4 million"]),
        ("I had a staff of forty.", ["staff of forty"]),
        ("It took 412 days in 2019, with two clerks and four dollars.", []),
        ("Forty percent of it was late.", []),
    ],
)
def test_how_large_it_was(text: str, told: list[str]) -> None:
    assert quoted(text, sizes(marked(text))) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("As bureau chief I had the keys.", ["As bureau chief"]),
        ("I was area veterinarian then.", ["I was area veterinarian"]),
        ("At the regional office nobody knew.", ["At the regional office"]),
        ("In the kitchen where I worked it was hot.", ["where I worked"]),
        ("It was seen as the price of the work.", []),
        ("I had a letter from a mother.", []),
    ],
)
def test_where_it_was_and_in_which_post(text: str, told: list[str]) -> None:
    assert quoted(text, posts(marked(text))) == told


@pytest.mark.parametrize(
    ("family", "cue", "text", "wrong"),
    [
        ("decide", "refused", "I refused the offer.", False),
        ("decide", "refused", "The bank refused the file.", True),
        ("obstacle", "when he", "When he came we had tea.", True),
        ("obstacle", "would not", "I would not wait.", True),
        ("obstacle", "objected", "The union objected.", False),
        ("obstacle", "argued", "I wrote it and argued it before the board.", True),
        ("obstacle", "would not", "Trains would not be held.", True),
        ("problem", "behind", "They sat behind the counter.", True),
        ("problem", "behind", "We were behind the plan.", False),
        ("problem", "fire", "We met at the fire station.", True),
        ("problem", "fire", "A fire took the barn.", False),
        ("reason", "since", "I had it since autumn.", True),
        ("reason", "since", "They had long since moved on.", True),
        ("reason", "since", "I waited since nobody knew.", False),
        ("praise", "say", "It was, I want to say five.", True),
        ("praise", "awards", "That year 22 of 31 awards went to small ports.", True),
        ("praise", "awards", "The office won two awards from the governor.", False),
        ("obstacle", "behind", "Nobody could say it was done behind closed doors.", True),
        ("praise", "say", "Drivers say it works.", False),
    ],
)
def test_words_around_a_cue_can_belie_it(family: str, cue: str, text: str, wrong: bool) -> None:
    sentence = marked(text)
    words = " ".join(sentence.look.reading.words).split(cue)[0].split()
    first, last = len(words), len(words) + len(cue.split()) - 1
    assert misread(sentence, family, first, last) is wrong


def test_a_quotation_begins_with_what_is_spoken_of_and_ends_on_no_small_word() -> None:
    text = "By May, litigated claims fell from 38 to 14, so that we kept Mr. Ames on the desk."
    sentence = marked(text)
    words = sentence.look.reading.words
    fell, ames = words.index("fell"), words.index("mr")
    assert clause(sentence, fell, fell, 4).of(text) == "litigated claims fell from 38 to 14"
    assert phrase(sentence, fell, fell, 1).of(text) == "fell"
    assert phrase(sentence, ames, ames, 2).of(text) == "Mr. Ames"


TOLD = STORY.replace("When the legal staff objected, ", "")


def test_a_quotation_ends_on_no_mark() -> None:
    text = "By then no town has waited longer than a month since."
    sentence = marked(text)
    last = len(sentence.look.reading.words) - 1
    assert (
        clause(sentence, last - 1, last, 4).of(text)
        == "no town has waited longer than a month since"
    )


def test_resistance_is_an_obstacle_in_whichever_sentence_it_stands() -> None:
    def obstacles(text: str) -> list[str]:
        found = score(text).signals
        return [e.of(text) for s in found if s.id == "action.obstacle" for e in s.evidence]

    more = TOLD.replace("By June", "The finance side objected to that. By June")
    assert "The finance side objected" in obstacles(more)
    assert "The finance side objected" not in obstacles(TOLD)


def test_what_i_chose_not_to_do_is_a_decision() -> None:
    text = TOLD.replace("By June", "I did not send the inspectors to their homes. By June")
    found = {s.id: [e.of(text) for e in s.evidence] for s in score(text).signals}
    assert any(q.startswith("I did not send the inspectors") for q in found["action.decision"])


@pytest.mark.parametrize(
    ("family", "text"),
    [
        ("problem", "A contractor missed two deadlines in a row."),
        ("problem", "Half of them came with the wrong form."),
        ("problem", "Two vendors quit and the rest were unpaid."),
        ("stakes", "Get it open by May, or the county would sell the building."),
        ("charge", "My chief asked if I could get the wait under an hour."),
        ("decide", "I scrapped the form."),
        ("obstacle", "The treasurer raised concerns."),
        ("people", "I drove out with two clerks."),
        ("change", "It takes nine minutes where it used to take fifty."),
        ("lasting", "Nobody has left since."),
        ("spread", "Three towns have taken it on."),
    ],
)
def test_cues_of_each_part(family: str, text: str) -> None:
    assert marked(text).look.cues.get(family)


def test_a_problem_is_quoted_with_who_had_it() -> None:
    text = "In 2022 a contractor missed two deadlines in a row. " + STORY
    found = {s.id: [e.of(text) for e in s.evidence] for s in score(text).signals}
    assert "a contractor missed two deadlines" in " ".join(found["situation.problem"])


@pytest.mark.parametrize(
    ("ending", "lasts"),
    [
        ("The yard next to us keeps the list now.", True),
        ("The yard next to us keeps the list now too.", True),
        ("By June the list was kept.", False),
    ],
)
def test_how_it_stands_now_shows_that_it_lasted(ending: str, lasts: bool) -> None:
    text = STORY.replace(", and it has stayed below 25 days since", "") + " " + ending
    found = {s.id: [e.of(text) for e in s.evidence] for s in score(text).signals}
    assert (ending[:-1] in found.get("result.lasting", [])) is lasts


@pytest.mark.parametrize(
    ("ending", "ceased"),
    [
        ("After that nobody was turned away at the gate again.", "nobody was turned away at the"),
        ("The pump hasn't been restarted since.", "hasn't been restarted since"),
        ("Since then we have not lost one family at the gate.", "Since then we have not lost one"),
        ("Since then I have moved to the bridge office.", ""),
        ("The pump was restarted again.", ""),
        ("As a result nobody objected, since it was plain.", ""),
    ],
)
def test_what_is_no_more_is_a_clear_result_without_a_number(ending: str, ceased: str) -> None:
    text = (
        "When I took over the ferry office in 2021, families were turned away every weekend. The "
        "harbor master asked me to end it. I counted the cars for a month. I moved the ticket "
        "booth to the bridge, and I asked the captains to load from both sides. " + ending
    )
    report = score(text)
    found = {s.id: [e.of(text) for e in s.evidence] for s in report.signals}
    assert ceased in " ".join(found.get("result.ceased", []))
    assert bool(found.get("result.ceased")) is bool(ceased)
    assert (report.parts[Part.RESULT].found is Found.CLEAR) is bool(ceased)


@pytest.mark.parametrize(
    ("ending", "measured"),
    [
        ("By June 3,700 of them had been read.", True),
        ("By June 3 all of them had been read.", False),
        ("The last of them was read by 6 a.m. on that day.", False),
    ],
)
def test_a_date_and_an_hour_are_no_measure(ending: str, measured: bool) -> None:
    text = STORY[: STORY.index("By June")] + ending
    assert score(text).quantified_result is measured


def test_the_stops_of_an_abbreviation_end_no_quotation() -> None:
    text = STORY.replace("I asked the union steward", "I met the union steward at 2 a.m. alone")
    found = {s.id: [e.of(text) for e in s.evidence] for s in score(text).signals}
    assert "I met the union steward at 2 a.m. alone" in " ".join(found["action.owned_act"])


def test_a_charge_is_quoted_with_what_was_to_be_reached() -> None:
    text = STORY.replace("asked me to bring", "asked if I could bring")
    found = {s.id: [e.of(text) for e in s.evidence] for s in score(text).signals}
    assert "asked if I could bring the wait under 30 days" in found["task.charge"]
