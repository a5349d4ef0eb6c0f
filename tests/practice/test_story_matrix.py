"""Stories against a framework: by themselves, carried over, missing, worn, old, below level."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from mock_panel.domain.frameworks import Basis
from mock_panel.domain.ids import CompetencyId
from mock_panel.domain.stories import Executive, ShownCompetency, Story, TellingCount, When
from mock_panel.practice.story_matrix import (
    OFTEN,
    RECENT_DAYS,
    Caution,
    StoryMatrix,
    cautions,
    recent_since,
    story_matrix,
)
from mock_panel.practice.story_reading import Showing, read_in
from tests.practice.story_bank import NOW, TODAY, shipped
from tests.storage.sample_stories import CLASSIC, CURRENT, bare, make_story, shown


def laid_out(*stories: Story, **told: TellingCount) -> StoryMatrix:
    counts = {s.id: told[s.title] for s in stories if s.title in told}
    return story_matrix(shipped().framework(CURRENT), stories, counts, shipped(), TODAY)


def test_what_was_told_under_the_other_framework_is_carried_over() -> None:
    read = read_in(
        bare(1, "x", *shown("accountability"),
             *shown("financial-management", "accountability", "public-service-motivation",
                    "partnering", "oral-communication", framework=CLASSIC),
             *shown("leadership", framework=CURRENT)),
        CURRENT, shipped(),
    )  # fmt: skip
    assert read.shows == {
        "accountability": Showing.OWN,
        "fiscal-responsibility": Showing.REPORTED,
        "managing-resources": Showing.REPORTED,
        "civic-mindedness": Showing.INFERRED,
    }
    assert [s.competency for s in read.origins[CompetencyId("managing-resources")]] == [
        "financial-management"
    ]
    assert "partnering" in [s.competency for s in read.homeless]
    assert not read.is_carried
    known = {s.competency for s in (*read.homeless, *read.unmentioned)}
    assert {"partnering", "oral-communication"} <= known


def test_reported_goes_before_inferred() -> None:
    walk = shipped().crosswalk(CLASSIC, CURRENT)
    assert walk is not None
    inferred, reported = (
        next(row for row in walk.rows if row.basis is basis and row.to)
        for basis in (Basis.INFERRED, Basis.REPORTED)
    )
    both = replace(walk, rows=(inferred, replace(reported, to=inferred.to)))
    bank = replace(shipped(), crosswalks=(both,))
    story = bare(1, "x", *shown(inferred.competency, reported.competency, framework=CLASSIC))
    assert set(read_in(story, CURRENT, bank).shows.values()) == {Showing.REPORTED}


def test_gaps_and_cover_of_each_ecq() -> None:
    made = laid_out(
        bare(1, "one", *shown("fiscal-responsibility", "managing-resources")),
        bare(2, "two", *shown("financial-management", framework=CLASSIC)),
        replace(bare(3, "gone", *shown("accountability")), retired=True),
    )
    assert [row.story.title for row in made.rows] == ["one", "two"]
    words = {ecq.title: ecq.words for ecq in made.ecqs}
    assert words["Driving Efficiency"] == "1 story, 1 more carried over"
    assert words["Leading People"] == "no story"
    assert len(made.gaps) == 13, "all but the two"
    assert len(made.ecqs_without) == 4
    assert made.only_carried == ()
    driving = next(e for e in made.ecqs if e.title == "Driving Efficiency")
    assert driving.cells == ({Showing.OWN: 2}, {Showing.REPORTED: 2})
    classic = story_matrix(shipped().framework(CLASSIC), [], {}, shipped(), TODAY)
    assert classic.ecqs[-1].ecq is None, "the fundamental ones last"
    assert len(classic.gaps) == 22, "no story is needed for what cuts across all"


def test_what_rests_on_carrying_over_alone_is_told() -> None:
    made = laid_out(bare(1, "x", *shown("financial-management", framework=CLASSIC)))
    assert [c.competency.id for c in made.only_carried] == [
        "fiscal-responsibility", "managing-resources"
    ]  # fmt: skip
    driving = next(e for e in made.ecqs if e.title == "Driving Efficiency")
    assert driving.words == "1 carried over only"
    assert driving in made.ecqs_without


def test_cautions_are_told_and_the_unknown_is_no_warning() -> None:
    story = bare(1, "x")
    never = TellingCount()
    assert cautions(story, never, TODAY) == (Caution.NO_DATE, Caution.NO_LEVEL)
    assert not any(c.is_warning for c in cautions(story, never, TODAY))
    old = replace(story, when=When(2015), executive=Executive.NO)
    worn = TellingCount(9, OFTEN + 1, NOW)
    assert cautions(old, worn, TODAY) == (Caution.OVERUSED, Caution.OLD, Caution.BELOW_LEVEL)
    good = replace(story, when=When(2016), executive=Executive.YES)
    assert cautions(good, TellingCount(9, OFTEN, NOW), TODAY) == (), "ten years are not more"
    (row,) = laid_out(old, x=worn).warned
    assert row.caution_words == (
        f"told {OFTEN + 1} times in {RECENT_DAYS} days", "older than 10 years",
        "below executive level",
    )  # fmt: skip
    assert recent_since(NOW) == NOW - timedelta(days=RECENT_DAYS)


IDS = {f: [c.id for c in shipped().framework(f).competencies] for f in (CURRENT, CLASSIC)}
SHOWN = st.sampled_from([ShownCompetency(f, c) for f, ids in IDS.items() for c in ids])


@given(st.lists(st.lists(SHOWN, max_size=6, unique=True).map(tuple), max_size=6))
def test_every_story_is_counted_where_it_shows_something(lists: list[tuple[()]]) -> None:
    stories = [bare(i, f"story {i}", *competencies) for i, competencies in enumerate(lists)]
    made = laid_out(*stories)
    covers = [c for e in made.ecqs for c in e.competencies]
    assert {c.competency.id for c in covers} == set(IDS[CURRENT])
    for cover in covers:
        assert len(cover.cells) == len(stories)
        assert cover.own + cover.carried == sum(cell is not None for cell in cover.cells)
        assert cover.is_gap == (not cover.own and not cover.carried)
    for number, row in enumerate(made.rows):
        placed = {c.competency.id for c in covers if c.cells[number]}
        assert placed == set(row.reading.shows)
        own = set(row.story.shown_in(CURRENT))
        assert {c for c in placed if not row.reading.shows[c].is_carried} == own
        away = [*row.reading.homeless, *row.reading.unmentioned]
        assert all(s.framework != CURRENT for s in away)


def test_a_story_keeps_its_number() -> None:
    stories = [make_story(i) for i in range(5)]
    numbers = {r.story.id: r.number for r in laid_out(*reversed(stories)).rows}
    assert numbers == {s.id: i for i, s in enumerate(stories, 1)}
