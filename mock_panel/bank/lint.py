"""What is doubtful in a bank that has no errors: what a trained interviewer would reword.

Works on the plain values, so that each warning has its place. The rules know words, not meaning:
they would rather be silent than complain of good English, and what they say is advice.
"""

import math
import re
import string
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Generic, TypeVar

from mock_panel.bank.documents import Document, Steps, Value
from mock_panel.bank.layout import Kind
from mock_panel.bank.problems import BankProblem, shown
from mock_panel.bank.references import Documents, competency_steps

MOST_WORDS = 55
"""What a slow voice reads in under 25 seconds."""
WORDS_A_MINUTE = 135
"""A slow voice."""
ALIKE_PERCENT = 80
"""Of the content words that two texts have together, those that both have."""
MOST_COMPARED = 200
"""Texts that one text is compared with, so that a bank cast in one mould takes no longer."""
KNOWN_ABBREVIATIONS = frozenset(
    {"AI", "CEO", "DC", "ECQ", "EU", "FBI", "GS", "HR", "ID", "IRS", "IT", "NASA", "NATO", "OK",
     "OPM", "PDF", "SES", "TV", "UK", "UN", "US", "USA"}
)  # fmt: skip
JARGON = (
    "actionable", "bandwidth", "best[- ]in[- ]class", "best practices?", "boil the ocean",
    "buy-in", "circle back", "cutting[- ]edge", "deep dives?", "deliverables?", "ftes?",
    "game[- ]chang(?:er|ers|ing)", "going forward", r"holistic\w*", r"impactful\w*",
    r"incentivi[sz]\w+", "kpis?", "learnings", r"leverag\w+", "low[- ]hanging fruit", "metrics",
    "move the needle", r"operationali[sz]\w+", r"optimi[sz]\w+", "outside the box", "pain points?",
    r"paradigm\w*", "push the envelope", r"right-siz\w+", r"robust\w*", "stakeholders?",
    r"synerg\w+", "thought leader(?:s|ship)?", "touch base", r"utili[sz]\w+", "value[- ]adds?",
    "win-win", "world-class",
)  # fmt: skip
"""Patterns, in lower case, of words that every listener fills with a sense of their own."""


def warnings(documents: Documents) -> list[BankProblem]:
    """All that is doubtful in a bank without errors, in the order of files and lines.

    Each message begins with `warning: ` and tells what is doubtful, why, and what to do.
    """
    bank = _bank_of(documents)
    return sorted({warning for rule in _RULES for warning in rule(bank)})


@dataclass(frozen=True, slots=True)
class _Text:
    """A text with its place."""

    document: Document
    steps: Steps
    words: str
    """On one line, with straight apostrophes."""

    def warning(self, message: str) -> BankProblem:
        return _warning(self.document, self.steps, message)

    @property
    def place(self) -> str:
        """As a message about another text names it."""
        line, column = self.document.place(self.steps)
        return f"{self.document.path}:{line}:{column}"

    def find(self, doubtful: re.Pattern[str], everyday: re.Pattern[str] | None = None) -> str:
        """The first doubtful words that are in no everyday phrase, or nothing."""
        lower = _lower(self.words)
        found = doubtful.search(lower)
        if found and everyday:
            found = doubtful.search(_blotted(everyday, lower))
        return self.words[slice(*found.span())] if found else ""


@dataclass(frozen=True, slots=True)
class _Question:
    """The texts of a question."""

    text: tuple[_Text, ...]
    """One; none if it is no text."""
    follow_ups: tuple[_Text, ...]
    """Probes and supplementals."""
    anchors: tuple[_Text, ...]
    asks: tuple[_Text, ...]


@dataclass(frozen=True, slots=True)
class _Bank:
    """What the rules read."""

    documents: Documents
    questions: tuple[_Question, ...]

    @property
    def texts(self) -> Iterator[_Text]:
        """The lead questions."""
        return (text for question in self.questions for text in question.text)

    @property
    def spoken(self) -> Iterator[_Text]:
        """All that may be read out to a candidate."""
        return (text for q in self.questions for text in (*q.text, *q.follow_ups))

    @property
    def anchors(self) -> Iterator[_Text]:
        """The anchors of all questions."""
        return (anchor for question in self.questions for anchor in question.anchors)


def _bank_of(documents: Documents) -> _Bank:
    questions = (
        _question(document, ("questions", i))
        for document in documents[Kind.QUESTIONS]
        for i in document.indices(("questions",))
    )
    return _Bank(documents, tuple(questions))


def _question(document: Document, here: Steps) -> _Question:
    value = document.at(here)
    entry = value if isinstance(value, dict) else {}

    def under(key: str) -> Iterator[_Text]:
        return _texts(document, (*here, key), entry.get(key))

    return _Question(
        text=tuple(under("text")),
        follow_ups=(*under("probes"), *under("supplementals")),
        anchors=tuple(under("anchors")),
        asks=tuple(under("asks")),
    )


def _texts(document: Document, steps: Steps, value: Value) -> Iterator[_Text]:
    """Every text in a value that stands at the end of some steps."""
    if isinstance(value, str):
        words = " ".join(value.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())
        yield _Text(document, steps, words)
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from _texts(document, (*steps, i), inner)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(document, (*steps, key), inner)


def _warning(document: Document, steps: Steps, message: str) -> BankProblem:
    return document.problem(steps, f"warning: {message}")


_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


def _lower(text: str) -> str:
    """In lower case, with each letter where it was.

    To make the patterns look away from case would take four times as long.
    """
    return text.lower() if text.isascii() else text.translate(_LOWER)


def _phrases(*alternatives: str) -> re.Pattern[str]:
    """A pattern of whole words in lower case."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)")


def _blotted(everyday: re.Pattern[str], lower: str) -> str:
    """The text without some phrases, and all else where it was."""
    return everyday.sub(lambda found: "~" * len(found[0]), lower)


def _words(block: str) -> frozenset[str]:
    return frozenset(block.split())


_END_OF_SENTENCE = re.compile(r"(?<=[.?!])\s+|(?<=\?)(?=[A-Za-z])")
_ASKING = "(?:what|how|why|who|whom|whose|when|where|which)"
_AUXILIARY = (
    "(?:have|has|had|did|do|does|am|are|is|was|were|can|could|would|will|should|may|might|must)"
)
_OF = "(?:at|by|for|from|in|of|on|to|under|with)"
_US = "(?:us|me|the (?:board|panel))"
_TELL_US = f"(?:tell|give|show|walk|talk|take) {_US}"
_DESCRIBE = "(?:describe|explain|outline|summari[sz]e|discuss|share|list|name|identify|provide)"


def _sentences(text: str) -> list[str]:
    return [s for s in _END_OF_SENTENCE.split(text) if any(map(str.isalnum, s))]


_REQUEST = _phrases(rf"(?:^|(?<=[,;:] ))(?:please,? )?{_TELL_US}", rf"^(?:please,? )?{_DESCRIBE}")
_FURTHER_REQUEST = _phrases(
    r"and,? (?:then |also |finally |if (?:so|not),? |please )?(?:how|what|why|whom)",
    rf"(?<=, )and (?:then |also )?{_ASKING}",
    rf"and {_OF} {_ASKING}",
    rf"and (?:then |also |finally |please )?(?:{_TELL_US}|{_DESCRIBE} {_ASKING})",
)
_ROW = re.compile(rf"{_ASKING} {_AUXILIARY}\b")
_NEXT_IN_ROW = _phrases(rf"(?<=, ){_ASKING} {_AUXILIARY}")
_WEIGHED = _phrases(
    r"(?:balanc|choose|choosing|chose|decid|judg|kn[eo]w|weigh)\w*"
    rf" (?P<first>{_ASKING})\b[^,.?;]{{0,80}} and (?P=first)",
    r"between what\b[^,.?;]{0,80} and what",
    rf"{_ASKING} to \w+[^,.?;]{{0,40}} and {_ASKING} to",
)
"""One thing in two clauses: what to keep and what to give up."""
_TELL_THE_CASE = re.compile(
    rf"(?:walk|talk|take) {_US} through\b|(?:tell {_US} about|describe) (?:it|that)\b"
)


def _double_barrelled(bank: _Bank) -> Iterator[BankProblem]:
    """Two things are asked, and nothing says which of them counts."""
    for question in bank.questions:
        for text in () if question.asks else question.text:
            if second := next(islice(_requests(text.words), 1, None), ""):
                yield text.warning(
                    f"{shown(second)} asks a second thing, which an answer may miss; "
                    "name the parts in 'asks' or ask one"
                )


def _requests(text: str) -> Iterator[str]:
    """The words from the beginning of each request to the end of its sentence."""
    previous = ""
    for sentence in _sentences(text):
        lower = _lower(sentence)
        # When did you last lose a case? Walk us through it.
        is_same = previous.endswith("?") and _TELL_THE_CASE.match(lower)
        if sentence.endswith("?") or _REQUEST.search(lower):
            yield from (sentence[start:] for start in _starts(lower) if start or not is_same)
        previous = sentence


def _starts(lower: str) -> list[int]:
    """Where the requests of a sentence begin, the first at 0."""
    lower = _blotted(_WEIGHED, lower)
    further = [_FURTHER_REQUEST, _NEXT_IN_ROW] if _ROW.match(lower) else [_FURTHER_REQUEST]
    return sorted({0, *(f.start() for pattern in further for f in pattern.finditer(lower))})


_CLOSED = re.compile(
    r"(?:(?:and|but|so|then|also|now|if so|if not|finally),? )?"
    rf"(?P<opening>{_AUXILIARY} [\w'-]+)"
    r"|.*?, (?P<later>(?:have|has|did|do|does|are|is|was|can|could|would|will)"
    r" (?:you|it|they|he|she|there|your|anyone|people))\b"
)
_OPEN = re.compile(
    rf"(?:{_OF} )?(?:(?:what|how|why|who|whom|whose|where|which)\b|when {_AUXILIARY}\b)"
    # Had you known, what would you have done?
    rf"|(?:had|were|should) .*, (?:and )?{_ASKING}\b"
)
_POLITE_REQUEST = re.compile(
    r"(?:can|could|would|will) you,? (?:(?:please|kindly|briefly|also|like to|care to),? )*"
    rf"(?:{_TELL_US}|(?:share with|help) {_US})\b"
    r"|(?:can|could) you,? (?:(?:please|kindly|briefly|also),? )*"
    rf"(?:{_DESCRIBE}|clarify|elaborate|expand|give|point to|recall|say|think of)\b"
    r"|(?:can|could|would|will) you,? (?:please|kindly)\b"
    r"|(?:can|could|may|might) (?:i|we) ask\b"
)


def _closed(bank: _Bank) -> Iterator[BankProblem]:
    """Yes or no would be an answer."""
    for text in bank.spoken:
        for opening in filter(None, map(_closed_opening, _sentences(text.words))):
            yield text.warning(
                f"{shown(opening)} can be answered with yes or no, which shows nothing; "
                "ask what or how, or 'Tell us about'"
            )


def _closed_opening(sentence: str) -> str:
    """The words that make a sentence a closed question, or nothing."""
    lower = _lower(sentence)
    found = _CLOSED.match(lower)
    if found is None or _OPEN.match(lower):
        return ""
    start, end = found.span("opening" if found["opening"] else "later")
    opening = lower[start:end]
    # The question mark may be forgotten; had, should and were may begin a condition.
    is_asked = sentence.endswith("?") or (
        start == 0
        and opening.endswith(" you")
        and opening.removesuffix(" you") not in ("had", "should", "were")
    )
    return sentence[start:end] if is_asked and not _POLITE_REQUEST.match(lower, start) else ""


_PERSON = (
    "(?:applicants?|candidates?|child|children|colleagues?|employees?|family|husband|managers?"
    "|members?|men|parents|people|person|spouse|staff|team|wife|women|workers?|workforce|you)"
)
_OF_NO_PERSON = (
    r"of (?:(?:a|an|her|his|its|our|that|the|their|this|your) )?+"
    rf"(?!(?:\w+ )?{_PERSON}\b|(?:three|four|five|six|seven)\b)\w+"
)
_PERMISSIBLE = _phrases(
    rf"age {_OF_NO_PERSON}", "age-old",
    "(?:an|computer|day and|digital|golden|industrial|information|machine|modern|new|nuclear"
    "|space) age",
    "aged (?:accounts|aircraft|buildings?|debts?|equipment|fleets?|infrastructure|pipes?|ships?"
    "|software|systems?|technology)",
    r"sex (?:crime|offence|offend|offense|traffick)\w*",
    "races? (?:against|between|conditions?|for|to|with)", "(?:lose|lost|win|won) the race",
    "(?:arms|boat|close|election|foot|horse|human|presidential|rat|relay|space|tight) races?",
    "nationality act",
    "(?:establishment|exercise|freedom) of religion", "religious (?:exercise|freedom|liberty)",
    "church and state", "church groups?",
    rf"famil(?:y|ies) {_OF_NO_PERSON}", "their (?:children|families)",
    "(?:american|farm|foster|homeless|immigrant|low-income|military|needy|poor|product|refugee"
    "|veterans?'?|working) famil(?:y|ies)",
    "(?:dozens|hundreds|thousands|millions|thousand|million) (?:of )?(?:children|families)",
    "family (?:and medical|business(?:es)?|courts?|farms?|housing|law|programs?|services?)",
    "marry (?:the|these|two|up)", "(?:a|the) marriage of", "marriage licen[cs]es?", "divorced from",
    r"husband (?:\w+ )?(?:budgets?|funds|money|resources)",
    "children and families", "children (?:in|under|waiting|who|without)",
    "(?:american|foster|hungry|migrant|missing|poor|refugee|school|sick|unaccompanied) children",
    r"(?<!your )(?<!own )child(?:ren)?'s \w+",
    r"child (?:abuse|labou?r|nutrition|poverty|protecti\w+|safety|support|welfare)",
    "pregnant (?:employees?|women|workers?)",
    "disability (?:backlog|benefits?|claims?|compensation|determinations?|insurance|payments?"
    "|programs?|rights|services?)",
    r"\w+ with (?:a disability|disabilities)",
    r"disabled (?:veterans?|(?:all|an?|its|the|their) \w+)",
    rf"health {_OF_NO_PERSON}", "(?:department|institutes?|ministry|office|secretary) of health",
    "(?:animal|economic|environmental|federal|financial|fiscal|global|national|occupational"
    "|organizational|plant|public|rural|state|veterans'?|world) health",
    r"(?:mental )?health (?:administration|agenc\w+|and (?:human|safety)|benefits?|care"
    r"|cent(?:er|re)s?|checks?|clinics?|costs?|crisis|data|department|emergenc\w+|inspect\w+"
    r"|insurance|officials?|plans?|polic\w+|programs?|records?|research|services?|standards?"
    "|systems?|workers?)",
)  # fmt: skip
"""The same words in the work of the government."""
_IMPERMISSIBLE = _phrases(
    "age", "aged", "how old (?:are|were) you", "(?:date|year) of birth", "were you born",
    "when did you graduate", "(?:expect|going|hope|intend|plan|want) to retire",
    "sex", "sexes", "sexuality", "sexual orientation", "gender", "transgender",
    "races?", r"racial\w*", r"ethnic\w*", r"ancest\w+", "skin colou?r",
    "(?:what country|where) (?:are|were) you from", "where do you come from",
    "national origin", "nationality",
    "(?:first|native) (?:language|tongue)", "mother tongue", "your accent",
    r"religio\w*", "church(?:es)?", "mosques?", "synagogues?", r"worship\w*", "pray", "prayers?",
    r"your faith(?! in\b)",
    "family", "families", "marry", "marri(?:ed|age|ages)", "marital", "divorced?", "spouses?",
    "wife", "husband", "fianc[eé]e?", "maiden name", "single parent", "widow(?:ed|er)?",
    "child", "children", "childbirth", "childcare", "childless", "kids", "babysitters?",
    "your (?:brothers?|daughters?|father|mother|parents|sisters?|sons?)",
    r"pregnan\w*", "maternity", "paternity",
    "disabled", "disability", "disabilities", "handicap(?:ped|s)?",
    "health", "illness", "illnesses", "medical (?:conditions?|history|problems?)",
    "your medications?", "sick days", "your sick leave",
    r"union (?:activity|activities|affiliation|dues|member\w*)",
    "(?:belong(?:ed)? to|feel about|join(?:ed)?|member of|think (?:about|of))"
    " (?:an? |any |the )?(?:labou?r |trade )?unions?",
    "your political (?:affiliation|beliefs?|leanings?|opinions?|party|views?)",
)  # fmt: skip


def _impermissible(bank: _Bank) -> Iterator[BankProblem]:
    """What OPM's answers on structured interviews name as no interviewer's business."""
    for text in bank.spoken:
        if topic := text.find(_IMPERMISSIBLE, _PERMISSIBLE):
            yield text.warning(f"{shown(topic)} is not job-related, OPM forbids it; ask about work")


_NOT = "(?:are|ca|could|did|do|does|had|has|have|is|should|was|were|wo|would)n't"
_NEUTRAL = _phrases(
    "(?:change|correction|matter|reversal|shift|turn)s? of course",
    "of course (?:credits?|work)",
    "slowly but surely",
    rf"{_ASKING}(?: \w+)? {_NOT}",
    "as (?:far|long|much|soon|well) as you know",
)
_LEADING = _phrases(
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


def _leading(bank: _Bank) -> Iterator[BankProblem]:
    """The words give away which answer is wanted."""
    for text in bank.spoken:
        if words := text.find(_LEADING, _NEUTRAL):
            yield text.warning(f"{shown(words)} gives away the answer wanted; ask without it")


def _too_long(bank: _Bank) -> Iterator[BankProblem]:
    """The candidate only hears the question, and cannot keep all of it in mind."""
    for text in bank.texts:
        if (count := len(text.words.split())) > MOST_WORDS:
            seconds = math.ceil(count * 60 / WORDS_A_MINUTE)
            yield text.warning(
                f"{count} words take {seconds} seconds to read aloud, too long to keep in mind; "
                f"cut them to {MOST_WORDS}"
            )


_JARGON = _phrases(*JARGON)


def _jargon(bank: _Bank) -> Iterator[BankProblem]:
    """A word of the office that may mean anything."""
    for text in bank.spoken:
        if word := text.find(_JARGON):
            yield text.warning(
                f"{shown(word)} is jargon, each candidate hears another thing; use plain words"
            )


_PLACEHOLDER = re.compile(
    r"\{[^{}]*\}|\[(?=[^\[\]]*[^\W\d])[^\[\]]*\]|<[A-Za-z][^<>]*>|_{3,}|\b(?:FIXME|TBD|TODO|XXX+)\b"
)
_CAPITALS = re.compile(r"\b([A-Z]{2,})s?\b")
_ROMAN = re.compile("[IVX]+")
_STRESSED = _words(
    """
    ALL AND ANY DID DO EACH HOW MORE MOST MUST NEVER NO NOT NOW ONE ONLY OR OTHERS OUR OWN SELF
    THAT THE THEN THIS TWO WAS WE WHAT WHEN WHERE WHO WHY WILL WOULD YOU YOUR
    """
)
_WITHOUT_LETTER = _words("a an and at by for in of on or the to")
"""Words of a name that may give no letter to its abbreviation."""


def _abbreviated(bank: _Bank) -> Iterator[BankProblem]:
    """Letters that a candidate from another agency may not know."""
    for text in bank.spoken:
        for letters in dict.fromkeys(_CAPITALS.findall(text.words)):
            if not (_is_plain(letters, text.words) or _is_spelt_out(letters, text.words)):
                yield text.warning(
                    f"{shown(letters)} is not spelt out, not everyone knows it; "
                    "write the full name with it"
                )


def _is_plain(letters: str, text: str) -> bool:
    """Whether capitals are known, or no abbreviation, or another rule's business."""
    return (
        letters in KNOWN_ABBREVIATIONS
        or letters in _STRESSED
        or text.isupper()
        or bool(_ROMAN.fullmatch(letters) or _JARGON.fullmatch(_lower(letters)))
        or letters not in _PLACEHOLDER.sub(" ", text)
    )


def _is_spelt_out(letters: str, text: str) -> bool:
    """Whether words in a row begin with the letters."""
    words = [word.casefold() for word in _WORD.findall(text) if not _CAPITALS.fullmatch(word)]
    rows = (words, [word for word in words if word not in _WITHOUT_LETTER])
    return any(letters.casefold() in "".join(word[0] for word in row) for row in rows)


_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_FRAME = _words(
    """
    a about all an and any are as at be been but by can could describe did do does each example
    for from give had has have how i if in into is it its may me might most must my no of on or
    our own please should so some tell than that the their them then there these they this those
    through time to up us walk was we were what when where which who whom why will with would you
    your yours
    """
)
"""Words that ask and join, and say nothing of what is asked about."""


def _folded(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _content(words: Iterable[str]) -> frozenset[str]:
    return frozenset(words) - _FRAME


_Item = TypeVar("_Item")


class _Similar(Generic[_Item]):
    """Finds nearly the same set of words among those that were added.

    Two sets that share four fifths share one of the few rarest words of each, so that only sets
    under the same rare word are compared.
    """

    def __init__(self, counts: Counter[str]) -> None:
        self._counts = counts
        """How often each word is used; a word that is not counted is the rarest."""
        self._under: defaultdict[str, list[tuple[frozenset[str], _Item]]] = defaultdict(list)

    def add(self, words: frozenset[str], item: _Item) -> None:
        for word in self._rarest(words):
            self._under[word].append((words, item))

    def find(self, words: frozenset[str]) -> _Item | None:
        under = (self._under[word] for word in self._rarest(words) if word in self._under)
        for other, item in islice(chain.from_iterable(under), MOST_COMPARED):
            both = len(words & other)
            if 100 * both >= ALIKE_PERCENT * (len(words) + len(other) - both):
                return item
        return None

    def _rarest(self, words: frozenset[str]) -> list[str]:
        shared = math.ceil(len(words) * ALIKE_PERCENT / 100)
        ordered = sorted(words, key=lambda word: (self._counts[word], word))
        return ordered[: len(words) - shared + 1]


def _repeated(bank: _Bank) -> Iterator[BankProblem]:
    """A question that is in the bank already, in the same words or nearly so."""
    texts = [(text, _folded(text.words)) for text in bank.texts]
    similar: _Similar[_Text] = _Similar(Counter(chain.from_iterable(words for _, words in texts)))
    seen: dict[tuple[str, ...], _Text] = {}
    for text, words in texts:
        if first := seen.get(words):
            yield text.warning(f"the same words as at {first.place}, one is wasted; drop one")
            continue
        seen[words] = text
        content = _content(words)
        # One word says too little of what a question is about.
        if len(content) > 1:
            if first := similar.find(content):
                yield text.warning(
                    f"nearly the same words as at {first.place}, one is wasted; reword or drop one"
                )
            similar.add(content, text)


_GENERAL = _words(
    """
    acceptable action actions adequate again also answer answers appropriate average bad basic
    behavior behaviour candidate clear clearly competency complete convincing credible demonstrated
    demonstrates describes detail detailed details effective effectively evidence evident excellent
    exceptional executive expected expert extensive fair few full fully gives good great high
    highly impact inadequate incomplete insufficient irrelevant lack lacking lacks large level
    limited little low many measurable measure measured measures minimal missing moderate much
    names none not nothing only outcome outcomes outstanding part partial partially parts poor
    present question relevant response result results satisfactory scope several shown shows
    situation situations small solid somewhat sound specific specifics story strong sufficient
    superior task tasks unclear understanding unsatisfactory vague very weak well wide without
    """
)
"""Words that an anchor of any question might have."""


def _generic_anchors(bank: _Bank) -> Iterator[BankProblem]:
    """Anchors that do not tell a rater what the answers to this question show."""
    scales = _scale_texts(bank.documents)
    similar: _Similar[str] = _Similar(Counter(chain.from_iterable(scales)))
    for words, level in scales.items():
        similar.add(_content(words), level)
    seen: dict[tuple[str, ...], _Text] = {}
    for anchor in bank.anchors:
        words = _folded(anchor.words)
        content = _content(words)
        if repeated := scales.get(words) or similar.find(content):
            yield anchor.warning(
                f"repeats {repeated}, which raters see anyway; write what answers to this show"
            )
        elif first := seen.get(words):
            yield anchor.warning(
                f"the same anchor as at {first.place}, it fits neither well; write one for each"
            )
        elif content <= _GENERAL:
            yield anchor.warning(
                f"{shown(anchor.words)} fits any question, it tells nothing; "
                "write what answers to this show"
            )
        seen.setdefault(words, anchor)


def _scale_texts(documents: Documents) -> dict[tuple[str, ...], str]:
    """The words of labels and meanings, alone and together, each with the name of its level."""
    texts: dict[tuple[str, ...], str] = {}
    for document in documents[Kind.SCALES]:
        for i in document.indices(("scales",)):
            scale = shown(document.at(("scales", i, "id")))
            for j in document.indices(("scales", i, "levels")):
                level: Steps = ("scales", i, "levels", j)
                name = f"level {shown(document.at((*level, 'value')))} of the scale {scale}"
                both = [document.at((*level, key)) for key in ("label", "meaning")]
                words = [_folded(value) for value in both if isinstance(value, str)]
                for text in (*words, tuple(chain.from_iterable(words))):
                    texts.setdefault(text, name)
    return texts


def _never_targeted(bank: _Bank) -> Iterator[BankProblem]:
    """A competency that no question of its framework is mainly about; empty frameworks may be."""
    targets: defaultdict[str, set[Value]] = defaultdict(set)
    for document in bank.documents[Kind.QUESTIONS]:
        framework = document.at(("framework",))
        for i in document.indices(("questions",)):
            target = document.at(("questions", i, "competencies", 0))
            if isinstance(framework, str) and isinstance(target, str):
                targets[framework].add(target)
    for document in bank.documents[Kind.FRAMEWORK]:
        framework = document.at(("id",))
        known = targets.get(framework) if isinstance(framework, str) else None
        for steps in competency_steps(document) if known else ():
            competency = document.at(steps)
            if isinstance(competency, str) and known and competency not in known:
                yield _warning(
                    document,
                    steps,
                    f"{shown(competency)} is the main target of no question, it is never asked "
                    "about; name it first in one",
                )


_CITATIONS = frozenset({"source", "licence"})
"""They may have brackets of their own."""


def _unfilled(bank: _Bank) -> Iterator[BankProblem]:
    """What a template left to be filled in."""
    of_questions = (
        chain(question.text, question.asks, question.follow_ups, question.anchors)
        for question in bank.questions
    )
    of_others = (
        _texts(document, (), document.value)
        for kind, documents in bank.documents.items()
        for document in (() if kind is Kind.QUESTIONS else documents)
    )
    for text in chain.from_iterable(chain(of_questions, of_others)):
        found = _PLACEHOLDER.search(text.words)
        if found and _CITATIONS.isdisjoint(text.steps):
            yield text.warning(
                f"{shown(found[0])} is a placeholder, it would be read as it stands; fill it in"
            )


_RULES: tuple[Callable[[_Bank], Iterator[BankProblem]], ...] = (
    _double_barrelled,
    _closed,
    _impermissible,
    _leading,
    _too_long,
    _jargon,
    _abbreviated,
    _repeated,
    _generic_anchors,
    _never_targeted,
    _unfilled,
)
