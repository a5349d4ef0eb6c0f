import pytest

from mock_panel.scoring.acts import ActKind, acts
from mock_panel.scoring.grammar import shape
from mock_panel.scoring.reading import fold, read


def found(text: str) -> list[tuple[str, str]]:
    reading = read(fold(text))
    return [(act.kind.value, act.verb) for act in acts(reading, shape(reading.words))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I then asked the steward.", [("owned", "asked")]),
        ("I, uh, I personally rewrote it.", [("owned", "rewrote")]),
        ("I cut it, timed it, and left.", [("owned", v) for v in ("cut", "timed", "left")]),
        ("I was able to trace the error.", [("owned", "trace")]),
        ("I was the one who told the board.", [("owned", "told")]),
        ("Pulled ninety days of holds.", [("owned", "pulled")]),
        ("The first thing I did was to trace it.", [("owned", "trace")]),
        ("What I did was I traced it.", [("owned", "traced")]),
        ("I could not carry it out.", []),
        ("As I said, it was late.", []),
        ("I could go on for an hour.", []),
        ("I could tell you many more stories.", []),
        ("I could tell them the truth.", [("imagined", "tell")]),
        ("As I left, I said no.", [("owned", "left"), ("owned", "said")]),
        ("I used to trace them.", []),
        ("I was chief of the office.", []),
        ("I thought it was late.", []),
        ("We met and agreed on a plan.", [("shared", "met"), ("shared", "agreed")]),
        ("It was carried out.", [("passive", "carried")]),
        ("I would triage the cases first.", [("imagined", "triage")]),
        ("I'd meet them and ask why.", [("imagined", "meet"), ("imagined", "ask")]),
        ("I'd gone round and asked them.", [("owned", "gone"), ("owned", "asked")]),
        ("I have written it up.", [("owned", "written")]),
        ("We've also taken notice.", [("shared", "taken")]),
        ("I haven't spoken to him.", []),
        ("I had my analyst match them.", [("owned", "had")]),
        ("I would then have my deputy call them.", [("imagined", "have")]),
        ("I'd have the page taken down.", [("imagined", "have")]),
        ("I'd have the numbers by Friday.", []),
        ("I'd be gone by then.", []),
        ("I'd give the team an hour.", [("imagined", "give")]),
        ("I give the team an hour.", [("owned", "give")]),
        ("I always look for waste.", [("habitual", "look")]),
        ("The crews asked for help.", []),
    ],
)  # fmt: skip
def test_who_acts(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_a_verb_of_another_subject_is_not_taken_over() -> None:
    assert ("owned", "walked") not in found("I asked the captain and he walked out.")


def test_the_kinds_are_those_that_the_marker_has_weights_for() -> None:
    from mock_panel.scoring.marking import shipped_weights

    names = {name for name in shipped_weights().features if name.startswith("act.")}
    assert names == {f"act.{kind.value}" for kind in ActKind}
