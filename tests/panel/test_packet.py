"""The packet as text: what is in it, what is not, and that nothing gets in or out of it."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from typing import Any

import pytest

from mock_panel.domain.ids import ItemId, PanelId
from mock_panel.domain.panel_forms import FormChange, ProbeMode
from mock_panel.domain.panels import Panel
from mock_panel.panel.packet import packet_html, ratings_file_name
from tests.panel.sample_panels import (
    ANSWER,
    CONVENED,
    SAID,
    sample_answers,
    sample_form,
    sample_panel,
    sample_record,
)

KEY = "the key of seat b"
DATA = re.compile(r'<script type="application/json" id="packet">(.*?)</script>', re.DOTALL)


def packet_of_b(panel: Panel | None = None, **changes: Any) -> str:
    panel = panel or sample_panel()
    return packet_html(panel, panel.seats[1], KEY, made_at=CONVENED, **changes)


def data_in(html: str) -> dict[str, Any]:
    """What the page is about, as the browser reads it."""
    found = DATA.search(html)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


class TestWhatIsInIt:
    def test_everything_to_rate_the_items(self) -> None:
        panel = sample_panel()
        data = data_in(packet_of_b(panel))
        assert [item["title"] for item in data["items"]] == [i.title for i in panel.form.items]
        question = panel.form.items[1].questions[0]
        (shown,) = data["items"][1]["questions"]
        assert shown["text"] == question.asked.text
        assert shown["asks"] == list(question.asked.asks)
        assert shown["anchors"]["3"] == question.anchors[3]
        assert shown["supplementals"] == list(question.supplementals)
        assert [level["value"] for level in data["scale"]] == [1, 2, 3, 4, 5]
        assert data["called"] == "Ben Castellano, rater B"
        assert data["candidate"] == "Jordan Ellis"

    def test_free_probes_only_where_the_panel_may_ask_them(self) -> None:
        def probes(mode: ProbeMode) -> list[str]:
            data = data_in(packet_of_b(sample_panel(form=sample_form(probe_mode=mode))))
            return [probe["letter"] for probe in data["items"][1]["questions"][0]["probes"]]

        assert probes(ProbeMode.PREDETERMINED) == []
        assert probes(ProbeMode.NEUTRAL) == ["S", "T", "A", "R"]

    def test_an_answer_only_if_the_candidate_agreed(self) -> None:
        answers = sample_answers()
        shown = data_in(packet_of_b(answers=answers))["items"]
        assert shown[1]["questions"][0]["answer"]["text"] == ANSWER
        assert shown[0]["questions"][0]["answer"] is None
        for agreed in (None, False):
            assert ANSWER not in packet_of_b(sample_panel(agreed=agreed), answers=answers)

    def test_no_item_that_was_taken_out(self) -> None:
        change = FormChange(ItemId("q2"), "it was leaked", CONVENED)
        data = data_in(packet_of_b(sample_panel(form=sample_form(changes=(change,)))))
        assert [item["id"] for item in data["items"]] == ["q1", "q3", "q4", "q5"]

    def test_the_file_that_it_saves_has_a_plain_name(self) -> None:
        panel = sample_panel(id=PanelId("../Ré sumé/0123456789abcdef"))
        assert ratings_file_name(panel, panel.seats[1]) == "ratings-R-sum-012345-b.json"


class TestWhatIsNotInIt:
    def test_no_other_rater(self) -> None:
        record = sample_record()
        html = packet_of_b(record.panel, answers=record.answers)
        others = [words for lines in SAID.values() for words in lines]
        others += [seat.name for seat in record.panel.seats if seat.id != "b"]
        others += [note.text for note in record.notes] + [s.reason for s in record.settlements]
        assert [words for words in others if words in html] == []

    def test_no_name_of_a_rater_where_the_panel_is_masked(self) -> None:
        html = packet_of_b(sample_panel(masked=True))
        assert data_in(html)["called"] == "Rater B"
        assert [seat.name for seat in sample_panel().seats if seat.name in html] == []

    @pytest.mark.parametrize("place", [3, 0])
    def test_only_who_rates_gets_one(self, place: int) -> None:
        panel = sample_panel()
        seat = panel.seats[place]
        panel = replace(panel, seats=tuple(s for s in panel.seats if not (s.id == "a" == seat.id)))
        with pytest.raises(ValueError, match="does not rate"):
            packet_html(panel, seat, KEY, made_at=CONVENED)

    def test_never_without_a_key(self) -> None:
        with pytest.raises(ValueError, match="key"):
            packet_html(sample_panel(), sample_panel().seats[1], "", made_at=CONVENED)


class TestNothingGetsInOrOut:
    def test_the_policy_lets_exactly_its_own_style_and_script_through(self) -> None:
        html = packet_of_b()
        policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
        style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
        script = re.search(r"<script>(.*?)</script>", html, re.DOTALL)
        assert policy
        assert style
        assert script
        allowed = dict(part.strip().split(" ", 1) for part in policy[1].split(";"))
        assert allowed["default-src"] == "'none'"
        for directive, text in (("style-src", style[1]), ("script-src", script[1])):
            digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            assert allowed[directive] == f"'sha256-{digest}'"

    def test_it_refers_to_nothing_outside_of_itself(self) -> None:
        html = packet_of_b()
        assert re.findall(r"https?:|<link|@import|url\(|\bsrc\s*=|fetch\(|XMLHttp", html) == []
        assert " style=" not in html

    def test_words_stay_words(self) -> None:
        evil = "</script><!-- <script>alert(1)</script> {{script}} & \u2028 ' \" 😀"
        html = packet_of_b(sample_panel(candidate=evil))
        assert data_in(html)["candidate"] == evil
        assert html.count("<script") == packet_of_b().count("<script") == 2
        assert "\u2028" not in html
        assert html.count('"use strict"') == 1


def _contrast(one: str, other: str) -> float:
    """As WCAG 2 defines it, 1 to 21."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_all_words_can_be_read(theme: int) -> None:
    roots = re.findall(r":root \{(.*?)\}", packet_of_b(), re.DOTALL)
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", roots[theme]))
    words = ("words", "quiet", "accent", "warning", "situation", "task", "action", "result")
    pairs = [(word, ground) for word in words for ground in ("ground", "raised", "chosen")]
    pairs.append(("on-accent", "accent"))
    for word, ground in pairs:
        assert _contrast(colours[word], colours[ground]) >= 4.5, f"{word} on {ground}"
    assert _contrast(colours["edge"], colours["ground"]) >= 3, "the edge of a field"
