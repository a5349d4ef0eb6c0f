import re
import sys
import time
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest

from mock_panel.domain.ids import ItemId, QuestionId
from mock_panel.domain.panel_record import PanelRecord
from mock_panel.domain.ratings import Settlement
from mock_panel.errors import InputError
from mock_panel.panel.report import PanelReport, build_report
from mock_panel.panel.report_html import to_html
from mock_panel.panel.report_markdown import plain, to_markdown
from mock_panel.panel.report_pdf import settable, to_pdf
from tests.panel.sample_panels import REVEALED, sample_record

NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
AGREEMENT = ("8 of 15 pairs of ratings were the same: a small sample.",)

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</style><style>*{display:none}",
    "&lt;b&gt; &amp; &#60;",
    "*_#[]`~|\\ **bold** [link](http://x) ![i](y)",
    "# heading",
    "1. list",
    "- item",
    "> quote",
    "```",
    "---",
    '#eval(sys.inputs) #import "x.typ" $x^2$ @ref <label> // c /* d',
    '\\u{1f600} #{panic(1)} ]]] }}} "quoted" \\"',
    "שלום עולם مرحبا",
    "\u202eevil\u202c \u2066x\u2069",
    "😀 👩‍👩‍👧 🇺🇸 é ﬁ 漢字",
    "x" * 2000,
    "word " * 400,
    "\x00\x07\x1b[31m red",
    "{{ 7*7 }} ${x} %s {0}",
)


def report(record: PanelRecord | None = None) -> PanelReport:
    levels = {QuestionId("de-stop-spending"): 3}
    return build_report(record or sample_record(), NOW, AGREEMENT, levels)


def record_saying(words: str) -> PanelRecord:
    """The sample with these words wherever somebody may write."""
    record = sample_record()
    seats = tuple(replace(seat, name=f"{words} {seat.id}") for seat in record.panel.seats)
    return replace(
        record,
        panel=replace(record.panel, candidate=words, cohort=words, seats=seats),
        ratings=tuple(replace(r, evidence=(words, words)) for r in record.ratings),
        moves=tuple(replace(m, reason=words) for m in record.moves),
        settlements=tuple(replace(s, reason=words) for s in record.settlements),
        notes=tuple(replace(n, text=words) for n in record.notes),
        events=tuple(replace(e, words=words) for e in record.events),
        answers=tuple(replace(a, text="\n".join([words] * 40)) for a in record.answers),
    )


class _Page(HTMLParser):
    """The tags of a page, and its text as a reader sees it."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def pdf_streams(pdf: bytes) -> bytes:
    """The bytes of a PDF with its compressed streams opened."""
    opened = [pdf]
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            opened.append(zlib.decompress(found.group(1)))
        except zlib.error:
            continue
    return b"\n".join(opened)


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf_streams(pdf)))


class TestHtml:
    def test_stands_alone_and_runs_nothing(self) -> None:
        page = to_html(report())
        assert page.startswith("<!doctype html>")
        assert "default-src 'none'" in page
        assert "'unsafe-inline'" not in page
        parsed = _Page(page)
        assert {"script", "link", "img", "iframe"}.isdisjoint(tag for tag, _ in parsed.tags)
        attributes = {name for _, given in parsed.tags for name in given}
        assert attributes.isdisjoint({"style", "src", "href"})
        assert not any(name.startswith("on") for name in attributes)

    def test_says_everything(self) -> None:
        said = " ".join(_Page(to_html(report())).said)
        for words in (
            "Jordan Ellis",
            "Unofficial practice. Not affiliated with OPM.",
            "Approve",
            "Three things to do next",
            "the saving was reinvested in inspectors and held for two years",
            "3 → 4",
            "a fire alarm was tested",
            "8 of 15 pairs",
            "140 vehicles",
            "not part of the panel's rating",
        ):
            assert words in said

    def test_marks_are_never_alone(self) -> None:
        """Dots are hidden from screen readers, the figure stands beside them as text."""
        parsed = _Page(to_html(report()))
        drawn = [given for tag, given in parsed.tags if given.get("class") == "marks"]
        assert drawn
        assert all(given["aria-hidden"] == "true" for given in drawn)

    @pytest.mark.parametrize("words", HOSTILE)
    def test_hostile_words_stay_words(self, words: str) -> None:
        usual = [tag for tag, _ in _Page(to_html(report(record_saying("plain")))).tags]
        parsed = _Page(to_html(report(record_saying(words))))
        assert [tag for tag, _ in parsed.tags] == usual
        first = " ".join(re.sub("[\x00-\x1f\u202a-\u202e\u2066-\u2069]", "", words).split())
        assert first in "".join(parsed.said)

    def test_is_fast(self) -> None:
        made = report()
        to_html(made)
        begin = time.perf_counter()
        to_html(build_report(sample_record(), NOW))
        assert time.perf_counter() - begin < 0.2


class TestMarkdown:
    def test_reads_as_a_mail(self) -> None:
        text = to_markdown(report())
        assert text.startswith("# Mock panel report: Jordan Ellis\n")
        assert "- Ruth Okafor: **3 → 4**\n  - “saving only when probed" in text
        assert "<" not in text
        assert "\n\n\n" not in text

    @pytest.mark.parametrize(
        ("words", "escaped"),
        [
            ("plain words, 3 of 5 (good)", "plain words, 3 of 5 (good)"),
            ("<script>x</script>", "&lt;script>x&lt;/script>"),
            ("saved <10 %", "saved <10 %"),
            ("a*b", "a\\*b"),
            ("snake_case _em_", "snake_case \\_em\\_"),
            ("[x](y)", "\\[x\\](y)"),
            ("# no", "\\# no"),
            ("- no", "\\- no"),
            ("12. no", "12\\. no"),
            ("12 yes", "12 yes"),
            ("> no", "\\> no"),
            ("`x` ~y~ a|b \\", "\\`x\\` \\~y\\~ a\\|b \\\\"),
            ("&lt; R&D", "&amp;lt; R&D"),
        ],
    )
    def test_escapes_only_what_would_mean_something(self, words: str, escaped: str) -> None:
        assert plain(words) == escaped

    @pytest.mark.parametrize("words", HOSTILE)
    def test_hostile_words_open_no_tag_and_no_block(self, words: str) -> None:
        text = to_markdown(report(record_saying(words)))
        assert not re.search(r"<[A-Za-z/!?]", text)
        assert not re.search(r"(?<!\\)[`~|]", re.sub(r"\\\\", "", text))
        headings = [line for line in text.splitlines() if re.match("#+ ", line)]
        usual = to_markdown(report(record_saying("plain"))).splitlines()
        assert len(headings) == sum(bool(re.match("#+ ", line)) for line in usual)
        assert len(text.splitlines()) == len(usual)


class TestPdf:
    def test_is_a_pdf_of_a_few_pages(self) -> None:
        pdf = to_pdf(report())
        assert pdf.startswith(b"%PDF-")
        assert 3 <= pages(pdf) <= 6

    def test_the_same_report_gives_the_same_bytes(self) -> None:
        assert to_pdf(report()) == to_pdf(report())

    @pytest.mark.parametrize("words", HOSTILE)
    def test_hostile_words_are_set_as_words(self, words: str) -> None:
        assert to_pdf(report(record_saying(words))).startswith(b"%PDF-")

    def test_an_answer_of_forty_lines_takes_more_paper(self) -> None:
        record = record_saying("a line that is long enough to fill most of a line on paper")
        assert pages(to_pdf(report(record))) > pages(to_pdf(report()))

    def test_a_bare_report_can_be_set(self) -> None:
        """Nothing rated, nothing noted, nothing on record."""
        record = replace(
            sample_record(), ratings=(), moves=(), settlements=(), notes=(), events=(), answers=()
        )
        assert to_pdf(build_report(record, NOW)).startswith(b"%PDF-")
        assert "Nobody rated anything." in to_html(build_report(record, NOW))

    def test_long_runs_get_a_place_to_break(self) -> None:
        assert settable("x" * 30) == "x" * 24 + "\u200b" + "x" * 6
        assert settable("ordinary words, of any number") == "ordinary words, of any number"

    def test_words_from_right_to_left_keep_to_themselves(self) -> None:
        assert settable("שלום") == "\u2068שלום\u2069"

    def test_without_typst_it_says_what_to_install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "typst", None)
        with pytest.raises(InputError, match="Typst") as refused:
            to_pdf(report())
        assert "pip install 'mock-panel[pdf]'" in refused.value.hint


class TestMasked:
    @pytest.mark.parametrize(
        "bytes_of",
        [
            lambda made: to_html(made).encode(),
            lambda made: to_markdown(made).encode(),
            lambda made: pdf_streams(to_pdf(made)),
        ],
        ids=["html", "markdown", "pdf"],
    )
    def test_no_name_of_a_rater_is_in_the_bytes(
        self, bytes_of: Callable[[PanelReport], bytes]
    ) -> None:
        record = sample_record()
        record = replace(
            record,
            panel=replace(record.panel, masked=True),
            settlements=(
                Settlement(ItemId("q2"), 4, "as Ruth Okafor and Ben Castellano say", REVEALED),
            ),
        )
        found = bytes_of(report(record))
        for seat in record.panel.seats:
            for name in (seat.name, *seat.name.split()):
                for encoding in ("utf-8", "utf-16-be", "utf-16-le"):
                    spelt = name.encode(encoding)
                    assert spelt not in found
                    assert spelt.hex().encode() not in found.lower()

    def test_the_search_finds_names_that_are_there(self) -> None:
        assert b"Okafor" in to_html(report()).encode()
        # Words on a page are glyphs, but the title of a PDF is text, compressed or not.
        assert b"Jordan Ellis" in pdf_streams(to_pdf(report()))


def test_an_open_panel_is_preliminary_in_every_format() -> None:
    record = replace(sample_record(), settlements=())
    made = report(record)
    assert "Preliminary: 5 of 5 items" in to_html(made)
    assert "**Preliminary: 5 of 5 items" in to_markdown(made)
    assert to_pdf(made) != to_pdf(report())
