"""The rater packet: one HTML file with all that a rater elsewhere needs, and nothing else."""

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

from mock_panel.domain.panel_events import PanelAnswer
from mock_panel.domain.panel_forms import PanelItem, PanelQuestion, ProbeMode
from mock_panel.domain.panels import Panel, Seat
from mock_panel.domain.parts import STORY_PARTS
from mock_panel.panel.ratings_shape import (
    MOST_BYTES,
    MOST_CHARACTERS,
    MOST_LINES,
    MOST_NOTES,
    MOST_SECONDS,
)

_SCRIPTS = (
    "seal.js",
    "ratings.js",
    "page.js",
    "elements.js",
    "draft.js",
    "clock.js",
    "notes.js",
    "building.js",
    "showing.js",
    "saving.js",
    "keys.js",
)
"""In the order in which they build on each other."""
_SHORT_ID = 12
_GAP = re.compile(r"\{\{(\w+)\}\}")


def packet_html(
    panel: Panel,
    seat: Seat,
    key: str,
    answers: Sequence[PanelAnswer] = (),
    *,
    made_at: datetime,
) -> str:
    """The packet of one seat: opens in a browser from disk, needs no network and sends nothing.

    Args:
        panel: what the candidate sits; of its seats only the rater's own is in the packet.
        seat: the rater; a masked panel shows the mask instead of the name.
        key: the seat's secret, which seals the ratings that the packet saves.
        answers: shown beside their questions, if the candidate agreed to be recorded.
        made_at: aware; told in the packet.

    Raises:
        ValueError: the seat does not rate in this panel, or the key is empty.
    """
    if seat.id not in {rater.id for rater in panel.raters}:
        raise ValueError(f"seat {seat.id} does not rate in panel {panel.id}")
    if not key:
        raise ValueError("a packet needs a key")
    kept = {answer.question: answer for answer in answers} if panel.agreed else {}
    style = _page_file("page.css")
    script = "\n".join(map(_page_file, _SCRIPTS))
    gaps = {
        "policy": _policy(style, script),
        "style": style,
        "script": script,
        "packet": _as_script_data(
            {
                "panel": panel.id,
                "form": panel.form.id,
                "rater": seat.id,
                "key": key,
                "file": ratings_file_name(panel, seat),
                "candidate": panel.candidate,
                "called": _called(panel, seat),
                "framework": panel.form.framework_title,
                "preset": panel.form.preset_title,
                "convened": _moment(panel.convened_at),
                "made": _moment(made_at),
                "band": [panel.form.band.low, panel.form.band.high],
                "scale_title": panel.form.scale.title,
                "scale": [
                    {"value": level.value, "label": level.label, "meaning": level.meaning}
                    for level in panel.form.scale.levels
                ],
                "items": [_item(item, kept, panel.form.probe_mode) for item in panel.form.rated],
                "limits": {
                    "lines": MOST_LINES,
                    "characters": MOST_CHARACTERS,
                    "notes": MOST_NOTES,
                    "seconds": MOST_SECONDS,
                    "bytes": MOST_BYTES,
                },
            }
        ),
    }
    # In one pass: what is filled in may itself look like a gap.
    return _GAP.sub(lambda gap: gaps[gap[1]], _page_file("page.html"))


def ratings_file_name(panel: Panel, seat: Seat) -> str:
    """What the packet calls the file that it saves, such as ratings-2c91e0-b.json."""
    short = re.sub(r"[^A-Za-z0-9]+", "-", panel.id).strip("-")[:_SHORT_ID].strip("-")
    return f"ratings-{short}-{seat.id}.json"


def _called(panel: Panel, seat: Seat) -> str:
    return seat.mask if panel.masked else f"{seat.name}, rater {seat.letter}"


def _item(item: PanelItem, kept: Mapping[Any, PanelAnswer], mode: ProbeMode) -> dict[str, Any]:
    return {
        "id": item.id,
        "title": item.title,
        "questions": [_question(question, kept, mode) for question in item.questions],
    }


def _question(
    question: PanelQuestion, kept: Mapping[Any, PanelAnswer], mode: ProbeMode
) -> dict[str, Any]:
    answer = kept.get(question.id)
    probes = question.probes if mode is ProbeMode.NEUTRAL else {}
    return {
        "id": question.id,
        "text": question.asked.text,
        "asks": list(question.asked.asks),
        "anchors": {str(value): text for value, text in question.anchors.items()},
        "probes": [
            {"part": part.value, "letter": part.letter, "texts": list(probes[part])}
            for part in STORY_PARTS
            if probes.get(part)
        ],
        "supplementals": list(question.supplementals),
        "answer": answer
        and {"text": answer.text, "mode": answer.mode.value, "seconds": answer.seconds},
    }


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")


def _as_script_data(value: Any) -> str:
    """JSON that can stand inside a script element, whatever the texts are.

    ASCII only, so no line separator is left bare; and no angle bracket, so that nothing can
    close the element or open a comment in it.
    """
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _policy(style: str, script: str) -> str:
    """Nothing is loaded or sent; only this style and this script count."""
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _page_file(name: str) -> str:
    page = files("mock_panel") / "panel" / "packet_page" / name
    return page.read_text(encoding="utf-8")
