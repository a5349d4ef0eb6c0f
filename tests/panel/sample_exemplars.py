"""Exemplars with every key and telling, raters whose ways are known, and any rating at all."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from mock_panel.domain.calibration import CalibrationRating
from mock_panel.domain.exemplars import Exemplar, ExemplarId, Telling
from mock_panel.domain.ids import EcqId, FrameworkId, QuestionId
from mock_panel.domain.parts import AnswerMode

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def exemplar(
    n: int, key: int, telling: Telling = Telling.FAIR, *, ecq: str = "e0", scale: str = "five"
) -> Exemplar:
    return Exemplar(
        id=ExemplarId(f"x{n:02}"),
        question=QuestionId(f"q{n}"),
        framework=FrameworkId("f"),
        ecq=EcqId(ecq),
        scale=scale,
        text="I did it.",
        mode=AnswerMode.TYPED,
        key=key,
        reason=f"Because it is a {key}.",
        evidence=("I did it.",),
        teaches="something",
        telling=telling,
    )


POLISHED, FAIR, PLAIN = Telling.POLISHED, Telling.FAIR, Telling.PLAIN
EXEMPLARS = tuple(
    exemplar(n, key, telling, ecq=f"e{n % 5}")
    for n, (key, telling) in enumerate(
        [
            (1, POLISHED), (2, POLISHED), (2, POLISHED), (3, POLISHED), (3, POLISHED),
            (2, PLAIN), (3, PLAIN), (3, PLAIN), (4, PLAIN), (5, PLAIN),
            (1, FAIR), (2, FAIR), (4, FAIR), (4, FAIR), (5, FAIR),
        ]
    )
)  # fmt: skip
"""As those that are shipped: polished ones rather weak, plain ones rather strong."""

Scoring = Callable[[Exemplar], int]


def rated(
    scoring: Scoring,
    exemplars: Sequence[Exemplar] = EXEMPLARS,
    *,
    rater: str = "Ada",
    began: datetime = NOON,
) -> list[CalibrationRating]:
    return [
        CalibrationRating(rater, e.id, scoring(e), began + timedelta(minutes=5 * n), "his words")
        for n, e in enumerate(exemplars)
    ]


def on_scale(score: float) -> int:
    return max(1, min(5, round(score)))


def by_the_key(e: Exemplar) -> int:
    return e.key


def swayed(e: Exemplar) -> int:
    return on_scale(e.key + {POLISHED: 1, PLAIN: -1, FAIR: 0}[e.telling])


A_KEY = st.integers(1, 5)
SETS = st.lists(
    st.builds(
        lambda key, telling, ecq, scale: (key, telling, ecq, scale),
        A_KEY, st.sampled_from(Telling), st.sampled_from("ab"), st.sampled_from(["five", "seven"]),
    ),
    max_size=14,
).map(lambda rows: tuple(
    exemplar(n, key, telling, ecq=ecq, scale=scale)
    for n, (key, telling, ecq, scale) in enumerate(rows)
))  # fmt: skip
RATINGS = st.lists(
    st.builds(
        lambda rater, n, score, minutes: CalibrationRating(
            rater, ExemplarId(f"x{n:02}"), score, NOON + timedelta(minutes=minutes), ""
        ),
        st.sampled_from(["Ada", "Ben", "Cy"]),
        st.integers(0, 15),
        A_KEY,
        st.integers(0, 100_000),
    ),
    max_size=40,
)
