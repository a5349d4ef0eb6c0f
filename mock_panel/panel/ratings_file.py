"""The small file that a rater packet saves: read with distrust, and opened with the rater's key.

Anybody may have touched the file on its way. First its form is checked, then whose it claims to
be, then the seal; only a sealed body is looked at for what it says.
"""

import hashlib
import hmac
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from mock_panel.domain.ids import ItemId, PanelId, SeatId
from mock_panel.domain.panel_forms import PanelForm
from mock_panel.domain.panels import Panel
from mock_panel.domain.ratings import RaterNote
from mock_panel.errors import InputError
from mock_panel.panel.ratings_shape import (
    MOST_BYTES,
    SEND_AGAIN,
    Claims,
    GivenRating,
    Place,
    body_and_seal,
    check_version,
    claims_of,
    parsed,
    shown,
)


@dataclass(frozen=True, slots=True)
class SealedRatings:
    """A well-formed ratings file; nothing in it can be relied on before it is opened."""

    name: str
    """Of the file, for messages."""
    body: str
    seal: str
    claims: Claims

    @property
    def panel(self) -> PanelId:
        """Which panel it claims to be for."""
        return self.claims.panel

    @property
    def rater(self) -> SeatId:
        """Whose it claims to be."""
        return self.claims.rater


@dataclass(frozen=True, slots=True)
class ReturnedRatings:
    """What a rater sent back, sealed with the rater's key."""

    seat: SeatId
    locked: bool
    """Whether the rater made them final; then every item that counts is complete."""
    saved_at: datetime
    """By the clock of the rater's computer; aware, UTC."""
    ratings: tuple[GivenRating, ...]
    """One for each item that counts, in the order of the form."""
    notes: tuple[RaterNote, ...]


def read_ratings_file(data: bytes, name: str) -> SealedRatings:
    """The content of a ratings file, well-formed but not yet verified.

    Args:
        data: all bytes of the file.
        name: of the file, for messages.

    Raises:
        InputError: it is too large, no UTF-8, no JSON, of a newer version, or not of the
            form that a packet writes.
    """
    if len(data) > MOST_BYTES:
        raise InputError(
            f"{name}: {len(data):,} bytes are too many for a ratings file",
            "Check that it is the file which the packet saved.",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: no UTF-8 text at byte {error.start}", SEND_AGAIN) from error
    top = Place(name)
    outer = parsed(text, name, lambda line, column: f"{name}:{line}:{column}")
    check_version(outer, top)
    body, seal = body_and_seal(outer, top)
    inner = parsed(body, name, lambda line, column: f"{name}: body, line {line}:{column}")
    return SealedRatings(name, body, seal, claims_of(inner, Place(name, "body")))


def open_ratings(sealed: SealedRatings, panel: Panel, key: str) -> ReturnedRatings:
    """The ratings of a file, after proof that they are the rater's and fit the panel.

    Items that were taken out of the form since the packet was made are passed over.

    Args:
        sealed: from `read_ratings_file`.
        panel: the one that the file claims to be for.
        key: of the seat that the file claims to be from.

    Raises:
        InputError: it is for another panel or form, the seat does not rate, the seal does not
            fit, or what it says cannot be said of this form.
    """
    top = Place(sealed.name)
    if sealed.panel != panel.id:
        top.fail(f"it is for another panel, {shown(sealed.panel)}", "Import it there.")
    if sealed.rater not in {seat.id for seat in panel.raters}:
        top.fail(f"{shown(sealed.rater)} is no rater of this panel", SEND_AGAIN)
    if not hmac.compare_digest(_seal_of(sealed.body, key), sealed.seal):
        top.fail(
            "the seal does not fit: the file was changed, or comes from another rater's packet",
            SEND_AGAIN,
        )
    claims = sealed.claims
    if claims.form != panel.form.id:
        top.fail(
            "it was made for another set of questions",
            "Make the rater a new packet: `mock-panel panel packet`.",
        )
    ratings = _ratings_of_form(claims, panel.form, top)
    if claims.locked:
        _check_complete(ratings, panel.form, top)
    notes = _notes_of_form(claims, panel.form, top)
    return ReturnedRatings(claims.rater, claims.locked, claims.saved_at, ratings, notes)


def _seal_of(body: str, key: str) -> str:
    return hmac.new(key.encode(), body.encode(), hashlib.sha256).hexdigest()


# What the file says against what the form asks.


def _ratings_of_form(claims: Claims, form: PanelForm, top: Place) -> tuple[GivenRating, ...]:
    known = {item.id for item in form.items}
    values = {level.value for level in form.scale.levels}
    given: dict[ItemId, GivenRating] = {}
    for i, rating in enumerate(claims.ratings):
        place = top.at("body").at("ratings").at(i)
        item, score, _ = rating
        if item not in known:
            place.at("item").fail(f"the form has no item {shown(item)}")
        if item in given:
            place.at("item").fail(f"{shown(item)} is rated twice")
        if score is not None and score not in values:
            allowed = ", ".join(map(str, sorted(values)))
            place.at("score").fail(f"{score} is not on the scale: {allowed}")
        given[item] = rating
    missing = [item.id for item in form.rated if item.id not in given]
    if missing:
        top.at("body").at("ratings").fail(f"{', '.join(missing)}: not in the file")
    return tuple(given[item.id] for item in form.rated)


def _check_complete(ratings: Collection[GivenRating], form: PanelForm, top: Place) -> None:
    for item, score, evidence in ratings:
        if score is None or not evidence:
            lacks = "a rating" if score is None else "evidence"
            top.fail(f"it is locked, yet {form.item(item).title} lacks {lacks}")


def _notes_of_form(claims: Claims, form: PanelForm, top: Place) -> tuple[RaterNote, ...]:
    asked = {question.id for question in form.questions}
    for i, (question, *_) in enumerate(claims.notes):
        if question not in asked:
            place = top.at("body").at("notes").at(i).at("question")
            place.fail(f"the form does not ask {shown(question)}")
    return tuple(RaterNote(claims.rater, *note) for note in claims.notes)
