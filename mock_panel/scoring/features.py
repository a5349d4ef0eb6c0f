"""What a sentence shows, as small whole numbers; the marker weighs them, evidence quotes them."""

from dataclasses import dataclass

from mock_panel.scoring.acts import Act, ActKind, acts
from mock_panel.scoring.grammar import shape as shape_of
from mock_panel.scoring.lexicon import find_cues
from mock_panel.scoring.reading import Reading, read


@dataclass(frozen=True, slots=True)
class Look:
    """One sentence looked at by itself, without its neighbours."""

    reading: Reading
    shape: str
    cues: dict[str, list[tuple[int, int]]]
    acts: tuple[Act, ...]
    features: dict[str, int]


def look(folded: str, start: int, end: int) -> Look:
    """Look at one sentence of a folded text."""
    reading = read(folded, start, end)
    shape = shape_of(reading.words)
    cues = find_cues(reading.words)
    found = tuple(acts(reading, shape))
    return Look(reading, shape, cues, found, _features(reading, shape, cues, found))


def _features(
    reading: Reading,
    shape: str,
    cues: dict[str, list[tuple[int, int]]],
    found: tuple[Act, ...],
) -> dict[str, int]:
    values: dict[str, int] = {"bias": 1}
    for family, hits in cues.items():
        values["cue." + family] = 1
        if len(hits) > 1:
            values["cues." + family] = 1
    counts = dict.fromkeys(ActKind, 0)
    for act in found:
        counts[act.kind] += 1
    for kind, count in counts.items():
        if count:
            values["act." + kind.value] = 1
        if count > 1:
            values["acts." + kind.value] = 1
    words = reading.words
    length = sum(letter not in ",." for letter in shape)
    if "N" in shape:
        values["number"] = 1
        if shape.count("N") > 1:
            values["numbers"] = 1
    if "I" in shape:
        values["says.i"] = 1
    if shape.startswith("I"):
        values["starts.i"] = 1
    if "W" in shape or "us" in words or "our" in words:
        values["says.we"] = 1
    if shape.startswith("W"):
        values["starts.we"] = 1
    if "my" in words or "me" in words:
        values["says.my"] = 1
    if "Y" in shape:
        values["says.you"] = 1
    if "?" in words:
        values["question"] = 1
    present = any(w in {"is", "are", "'s", "'re", "isn't", "aren't", "am", "'m"} for w in words)
    past = any(w in {"was", "were", "had", "wasn't", "weren't", "hadn't"} for w in words)
    if present and not past and "P" not in shape and "S" not in shape:
        values["tense.present"] = 1
    if present:
        values["be.present"] = 1
    if past:
        values["be.past"] = 1
    if "P" in shape or "S" in shape:
        values["verb.past"] = 1
    if "m" in shape:
        values["modal"] = 1
    if "Ib" in shape:
        values["i.be"] = 1
    if "IS" in shape or "IDS" in shape:
        values["i.state"] = 1
    if "I" not in shape and "W" not in shape:
        values["others.act" if "P" in shape else "others.none"] = 1
    if length <= 6:
        values["short"] = 1
    elif length >= 24:
        values["long"] = 1
    head = " ".join(words[:6])
    if ":" in words[:6]:
        values["heading"] = 1
        for part, names in _HEADINGS.items():
            if any(name in head for name in names):
                values["heading." + part] = 1
    return values


_HEADINGS = {
    "situation": ("background", "situation", "context", "challenge", "setting", "problem"),
    "task": ("charge", "task", "goal", "objective", "role", "mandate"),
    "action": ("action", "what i did", "steps", "approach"),
    "result": ("result", "outcome", "impact", "what came", "what changed"),
    "other": ("looking back", "lesson", "reflection", "what i learned", "takeaway"),
}
