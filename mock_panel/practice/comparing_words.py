"""A comparison in words, for a screen and for the shell alike."""

from collections.abc import Iterator

from mock_panel.domain.attempts import Attempt
from mock_panel.domain.english import clock_face, day_and_time, how_many
from mock_panel.domain.parts import Part
from mock_panel.practice.aligning import Change, Pair
from mock_panel.practice.comparing import Comparison, PartOf
from mock_panel.practice.review import change_since, level_words, time_words

LEGEND = "= as before   ~ reworded   > moved   + new   - gone"


def attempt_words(attempt: Attempt) -> str:
    """Such as: 3 Mar 2026, 18:30, 3:12, in band, level 3 of 5 (practice)."""
    return f"{day_and_time(attempt.started_at)}, {time_words(attempt)}, {level_words(attempt)}"


def level_change(comparison: Comparison) -> str:
    """Such as: level 3 of 5 (practice), now level 4 of 5 (practice)  ▲ 1."""
    before, after = level_words(comparison.before), level_words(comparison.after)
    told = f"{before}, now {after}"
    return f"{told}  {change_since(comparison.after, comparison.before)}".rstrip()


def part_words(part: Part, of: PartOf) -> str:
    """Such as: ● clear, 43 words, 0:21."""
    told = []
    if of.found is not None and part is not Part.OTHER:
        told.append(f"{of.found.mark} {of.found.value}")
    told.append(how_many(of.words, "word"))
    if of.seconds is not None:
        told.append(clock_face(of.seconds))
    return ", ".join(told)


def seconds_note(comparison: Comparison) -> str:
    """Where the seconds come from; empty where there are none."""
    if all(change.after.seconds is None and change.before.seconds is None
           for change in comparison.parts):  # fmt: skip
        return ""
    if comparison.is_measured:
        return "Seconds per part by the recogniser's word times."
    return "Seconds per part by the share of words: nobody has measured when each was said."


def evidence_lines(comparison: Comparison) -> Iterator[tuple[str, str]]:
    """What the later answer proves and the earlier did not, and the other way round."""
    for label, proofs in (("gained", comparison.gained), ("lost", comparison.lost)):
        for proof in proofs:
            yield label, f"{proof.title}: “{proof.quote}”"
    for label, ids in (
        ("shows", comparison.competencies_gained),
        ("no more", comparison.competencies_lost),
    ):
        if ids:
            yield label, ", ".join(each.replace("-", " ") for each in ids)


def counts_words(comparison: Comparison) -> str:
    """Such as: 6 as before, 2 reworded, 1 new."""
    names = {
        Change.SAME: "as before", Change.REWORDED: "reworded", Change.MOVED: "moved",
        Change.NEW: "new", Change.GONE: "gone",
    }  # fmt: skip
    counts = {change: sum(p.change is change for p in comparison.pairs) for change in names}
    told = [f"{count} {names[change]}" for change, count in counts.items() if count]
    return ", ".join(told) or "no sentence in either"


def letters(pair: Pair) -> str:
    """The letter of its part; both, where it is taken for another one now."""
    if pair.before is not None and pair.after is not None and pair.has_new_part:
        return f"{pair.before.part.letter}→{pair.after.part.letter}"
    sentence = pair.after or pair.before
    return sentence.part.letter if sentence else ""
