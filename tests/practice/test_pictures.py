"""The pictures of progress: the numbers of the tables, and markup that says words as words."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest

from mock_panel.domain.attempts import AttemptSummary
from mock_panel.domain.delivery import Delivery, FillerCount, Pause, Rates, WordSource
from mock_panel.domain.ids import CompetencyId
from mock_panel.domain.parts import Ownership
from mock_panel.domain.speech import Stretch
from mock_panel.practice.calendar import practice_calendar
from mock_panel.practice.competencies import competency_practice
from mock_panel.practice.looking_back import (
    levels_of,
    ownership_trend,
    parts_balance,
    time_discipline,
)
from mock_panel.practice.pictures import (
    Picture,
    calendar_picture,
    competencies_picture,
    levels_picture,
    ownership_picture,
    parts_picture,
    speaking_picture,
    time_picture,
)
from mock_panel.practice.pictures.png import to_png
from mock_panel.practice.speaking import Speaking, speaking
from tests.practice.story_bank import shipped
from tests.tui.histories import CURRENT, NOW, bank, evening_practice, summary

FRAMEWORK = bank().framework(CURRENT)
SVG = "{http://www.w3.org/2000/svg}"


def drawn(picture: Picture) -> ET.Element:
    return ET.fromstring(picture.alone())  # noqa: S314 - our own


def of_kind(picture: Picture, tag: str, kind: str) -> list[ET.Element]:
    found = drawn(picture).iter(f"{SVG}{tag}")
    return [each for each in found if kind in each.get("class", "").split()]


def spoken(attempts: list[AttemptSummary]) -> Speaking:
    rates = Rates(WordSource.TEXT, 300, 400, 140.0, 160.0)
    pause = Pause(Stretch(10, 22), None)
    delivery = Delivery(Stretch(1, 121), 100, (pause,), rates, FillerCount(WordSource.TEXT))
    return speaking(attempts, {a.id: delivery for a in attempts[::2]})


def all_pictures(attempts: list[AttemptSummary]) -> list[Picture]:
    rows = [levels_of(e, [a for a in attempts if a.ecq == e.id]) for e in FRAMEWORK.ecqs]
    return [
        levels_picture(rows),
        competencies_picture(competency_practice(shipped().framework(CURRENT), attempts)),
        parts_picture(parts_balance(attempts)),
        time_picture(time_discipline(attempts)),
        ownership_picture(ownership_trend(attempts)),
        speaking_picture(spoken(attempts)),
        calendar_picture(practice_calendar(attempts, NOW.date())),
    ]


@pytest.mark.parametrize("count", [0, 1, 4, 37, 80])
def test_every_picture_stands_alone_says_what_it_is_and_stays_within_its_frame(count: int) -> None:
    pictures = all_pictures(evening_practice(count))
    assert [p.alone() for p in pictures] == [
        p.alone() for p in all_pictures(evening_practice(count))
    ]
    for picture in pictures:
        root = drawn(picture)
        assert root.get("role") == "img"
        named = [
            root.find(f".//*[@id='{name}']") for name in root.get("aria-labelledby", "").split()
        ]
        assert [each.text for each in named if each is not None] == [
            picture.title,
            picture.description,
        ]
        assert picture.description
        for mark in root.iter():
            assert not {"style", "href", "onclick"} & set(mark.attrib)
            if mark.get("class") == "ground":
                continue
            for side, most in (
                ("x", 720),
                ("cx", 720),
                ("y", picture.height),
                ("cy", picture.height),
            ):
                assert 0 <= float(mark.get(side, 0)) <= most, (picture.name, mark.attrib)


def test_a_png_is_twice_as_large_as_the_picture() -> None:
    picture = time_picture(time_discipline(evening_practice(5)))
    png = to_png(picture)
    assert png.startswith(b"\x89PNG")
    width, height = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))
    assert (width, height) == (2 * 744, 2 * (picture.height + 24))


def test_each_scored_answer_is_one_point_and_few_answers_are_words() -> None:
    many = [summary(n, level=n % 5 + 1) for n in range(6)]
    few = [summary(n, FRAMEWORK.ecqs[1].id, level=2) for n in range(3)]
    rows = [levels_of(FRAMEWORK.ecqs[0], many), levels_of(FRAMEWORK.ecqs[1], few)]
    picture = levels_picture(rows)
    points = of_kind(picture, "circle", "point")
    assert len(points) == 6
    heights = [float(point.get("cy", 0)) for point in points]
    levels = [p.level_exact or 0 for p in rows[0].points]
    assert sorted(range(6), key=heights.__getitem__) == sorted(range(6), key=lambda n: -levels[n])
    words = [each.text for each in drawn(picture).iter(f"{SVG}text")]
    assert "2 more scored answers for a chart" in words
    assert "levels in this order: 1 5 4 3 2 1" in picture.description


def test_the_cells_of_the_heat_map_hold_the_counts() -> None:
    framework = shipped().framework(CURRENT)
    aimed = framework.ecqs[0].competencies[0].id
    attempts = [replace(summary(n), competencies=(aimed,)) for n in (0, 1, 2, 40)]
    practice = competency_practice(framework, attempts)
    texts = [each.text for each in drawn(competencies_picture(practice)).iter(f"{SVG}text")]
    place = texts.index(framework.competency(CompetencyId(aimed)).title)
    assert texts[place + 1 : place + 8] == ["·", "·", "·", "1", "2", "1", "4"]


def test_a_bar_is_as_tall_as_its_share_and_full() -> None:
    balance = parts_balance([summary(0, shares=(0.25, 0.0, 0.5, 0.125))])
    marks = of_kind(parts_picture(balance), "rect", "part")[5:]
    told = {m.get("class", "").split()[0]: float(m.get("height", 0)) for m in marks}
    assert told == {"situation": 40, "action": 80, "result": 20, "other": 20}


def test_the_shape_of_a_point_says_whether_the_time_was_kept() -> None:
    attempts = [summary(n, seconds=s) for n, s in enumerate((90, 150, 150, 200, 700))]
    picture = time_picture(time_discipline(attempts))
    # One of each kind stands in the legend.
    assert len(of_kind(picture, "circle", "point")) == 1 + 2
    assert len(of_kind(picture, "polygon", "off-band")) == 2 + 3
    assert "In band 2 of 5, over 2, short 1" in picture.description


def test_ownership_is_told_of_late_against_before_only_from_ten_answers_on() -> None:
    kinds = [Ownership.I] * 4 + [Ownership.WE] + [Ownership.WE] * 5
    attempts = [summary(n, ownership=kind) for n, kind in enumerate(kinds)]
    assert (
        ownership_trend(attempts).words
        == "I in 4 of 10, we in 6; I in 4 of the last 5, 0 of the 5 before"
    )
    assert ownership_trend(attempts[:9]).words == "I in 4 of 9, we in 5"


def test_pace_is_usual_only_from_five_measured_answers_on() -> None:
    few = spoken([summary(n) for n in range(8)])
    assert len(few.answers) == 4
    assert few.pace is None
    assert few.pace_words == "measured in 4 answers, usual from 5 on"
    enough = spoken([summary(n) for n in range(10)])
    assert enough.pause_words == "usually 10% to 10% of the time, by the last 5 measured"
    assert not of_kind(speaking_picture(few), "rect", "usual")
    assert len(of_kind(speaking_picture(enough), "circle", "point")) == 10


def days(*numbers: int) -> list[AttemptSummary]:
    """An answer on each of these days of March 2026."""
    first = datetime(2026, 3, 1, 12, tzinfo=UTC)
    return [replace(summary(0), started_at=first + timedelta(days=n - 1)) for n in numbers]


@pytest.mark.parametrize(
    ("practised", "today", "current", "longest"),
    [
        ((), 10, 0, 0),
        ((10,), 10, 1, 1),
        ((3, 4, 7), 7, 3, 3),  # two days off are forgiven
        ((3, 4, 8), 8, 1, 2),  # three are not
        ((3, 4, 7), 10, 3, 3),  # today is no day off yet
        ((3, 4, 7), 11, 0, 3),
        ((3, 4, 7, 20), 7, 3, 3),  # a wrong clock's day to come counts for nothing
    ],
)
def test_a_streak_forgives_two_days_off(
    practised: tuple[int, ...], today: int, current: int, longest: int
) -> None:
    calendar = practice_calendar(days(*practised), date(2026, 3, today))
    assert (calendar.current.days, calendar.longest.days) == (current, longest)


def test_the_calendar_has_a_cell_for_each_day_up_to_today() -> None:
    calendar = practice_calendar(days(3, 3, 4, 11), date(2026, 3, 11))
    assert calendar.weeks == (date(2026, 3, 2), date(2026, 3, 9))
    assert calendar.of_week(date(2026, 3, 2)) == (0, 2, 1, 0, 0, 0, 0)
    assert calendar.of_week(date(2026, 3, 9)) == (0, 0, 1, None, None, None, None)
    picture = calendar_picture(calendar)
    assert len(of_kind(picture, "rect", "empty")) == 10 - 3
    alone = calendar_picture(practice_calendar(days(11), date(2026, 3, 11)))
    assert alone.description.startswith("1 answer on 1 day in 1 week. ")
    long_after = practice_calendar(days(3, 11), date(2026, 11, 28))
    assert long_after.weeks == calendar.weeks, "not half a year of nothing"
    assert re.search(r"4 answers on 3 days in 2 weeks", picture.description)
