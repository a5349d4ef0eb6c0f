"""Questions that give away the answer wanted."""

from collections.abc import Iterator

from mock_panel.bank.lint.asking import ASKING
from mock_panel.bank.lint.patterns import phrases
from mock_panel.bank.lint.texts import BankTexts
from mock_panel.bank.problems import BankProblem, shown

_NOT = "(?:are|ca|could|did|do|does|had|has|have|is|should|was|were|wo|would)n't"
_NEUTRAL = phrases(
    "(?:change|correction|matter|reversal|shift|turn)s? of course",
    "of course (?:credits?|work)",
    "slowly but surely",
    rf"{ASKING}(?: \w+)? {_NOT}",
    "as (?:far|long|much|soon|well) as you know",
)
_LEADING = phrases(
    rf"{_NOT} (?:he|it|she|there|they|this|we|you)",
    r"(?:do|will|would) you (?:not )?agree(?: that|\?)",
    "you(?:'d|'ll| must| will| would)(?: surely)? agree",
    "(?:are|did|do|have|should|were|would) you not (?:agree|believe|feel|find|see|think)",
    "(?:is|was) it not",
    "surely", "of course", "obviously", "undoubtedly", "needless to say",
    "as (?:everyone knows|we all know|you know)", "everyone knows", "we all know",
    "(?:as|like) (?:all|an?|any|every) (?:competent|effective|good|great|real|strong|true)"
    " (?:director|executive|leader|manager|official|public servant|supervisor)s?",
    r"how (?:could|did|do|had|have|will|would) you (?:so )?(?:brilliantly|skil?lfully"
    "|successfully)",
    r"(?<=, )(?:correct|no|ok|okay|right|true|yes)\?",
)  # fmt: skip


def leading(bank: BankTexts) -> Iterator[BankProblem]:
    """The words give away which answer is wanted."""
    for text in bank.spoken:
        if words := text.find(_LEADING, _NEUTRAL):
            yield text.warning(f"{shown(words)} gives away the answer wanted; ask without it")
