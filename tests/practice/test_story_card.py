"""The outline card: headlines to tell from, nothing to read out, nothing that runs."""

import re
from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from mock_panel.domain.parts import STORY_PARTS, Part
from mock_panel.practice.keeping_stories import HEADLINE
from mock_panel.practice.story_card import WIDTH, card_html, card_text
from tests.practice.story_bank import shipped
from tests.storage.sample_stories import make_story, shown


def test_a_card_has_what_a_board_hears_first() -> None:
    lines = card_text(make_story(0), shipped())
    scope = "2019 · GS-15, fleet office · 38 people led · $410,000 · one office"
    assert lines[:2] == ["Idle fleet no. 0", scope]
    assert [line for line in lines if line in {p.value.capitalize() for p in STORY_PARTS}] == [
        "Situation", "Action", "Result"
    ]  # fmt: skip
    assert "  - Fiscal Responsibility (opm-2025)" in lines


def test_a_sentence_to_be_read_out_is_cut_to_a_headline() -> None:
    long = {**make_story().prompts, Part.ACTION: ("I walked to every site and " * 20,)}
    story = replace(make_story(), prompts=long)
    action = card_text(story)
    cut = " ".join(line.strip() for line in action[action.index("Action") + 1 :])
    assert len(cut.split("Result")[0]) <= HEADLINE + 3


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the parser's
        self.seen.append(tag)
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_words_of_the_user_are_never_markup() -> None:
    story = replace(
        make_story(), title="<script>alert(1)</script>", grade="\"'><b>",
        competencies=shown("no-such-thing"),
    )  # fmt: skip
    page = card_html([story, make_story(1)], shipped())
    tags = Tags()
    tags.feed(page)
    assert tags.open == []
    assert "script" not in tags.seen
    assert tags.seen.count("article") == 2
    assert "default-src 'none'" in page
    assert not re.search(r"(?:src|href)=", page)


@given(st.text(max_size=200), st.lists(st.text(max_size=200), max_size=3))
def test_no_line_is_wider_than_the_card(title: str, prompts: list[str]) -> None:
    story = replace(
        make_story(), title=title, prompts={**make_story().prompts, Part.TASK: tuple(prompts)}
    )
    assert all(len(line) <= WIDTH for line in card_text(story, shipped()))
