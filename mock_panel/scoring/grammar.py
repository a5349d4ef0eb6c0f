"""What kind of word each word is, one letter a word, so that patterns can read a sentence.

The letters: I (I, me as subject), W (we), H (he, she, they, it, who), Y (you), b (forms of
be), h (forms of have), m (modals), q ('d: had or would), P (past-tense verb), V (base form
of a verb), S (past-tense verb of state or perception), G (-ing), D (adverb), T (to),
n (not), N (number), c (and, or, but, then), d (determiner), p (preposition),
"," and "." (marks), o (anything else).
"""

from collections.abc import Iterator
from functools import lru_cache

from mock_panel.scoring.wordlist import word_set

NUMBER_WORDS = word_set(
    """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy
    eighty ninety hundred thousand million billion trillion dozen half third thirds quarter
    quarters fourth fifth tenth once twice double doubled triple tripled halved both"""
)
"""Words for quantities; a hyphenated word counts if every part does."""

_STATE_PAST = word_set(
    """was were had knew thought felt wanted believed saw heard needed liked loved hated seemed
    became remained inherited joined understood assumed expected feared hoped worried wished
    cared meant looked lived belonged owned noticed remembered enjoyed valued kept served
    realized realised learned learnt got"""
)

_IRREGULAR_PAST = word_set(
    """began bent bet blew bought bound broke brought built came caught chose clung cost cut
    dealt did drew drove drafted fed fell fought found flew forbade froze gave got grew held
    hid hit hired kept laid led left lent let lit lost made met paid put quit ran read rode
    rang rose said sat sent set shook shot showed shut slept sold sought spent split spoke
    spread stood stuck struck swore swept swung taught threw told took tore undertook upheld
    understood went withdrew won wore wrote rewrote overcame oversaw reset rebuilt redrew
    withheld wound woke worked bid broadcast cast burnt sped stole swam sank shrank sprang
    rethought redid undid underwent outbid overrode forgave foresaw dug hung knelt leapt
    pled proofread retook resold repaid
    beat bore crept fled flung forgot mistook rid slid spun strove thrust undercut foretold"""
)

_NOT_PAST = word_set(
    """need needed hundred indeed speed feed seed bed red shed embed exceed proceed succeed
    breed greed weed naked sacred wicked united limited so-called unprecedented talented
    experienced detailed supposed aged"""
)

BASE_VERBS = word_set(
    """accept act add address adjust advise agree align allocate allow announce apologize
    appoint approach approve argue arrange ask assemble assess assign assume audit authorize
    back ban begin block brief bring build buy call cancel chair challenge change charge
    check choose clear close coach collect come combine commission commit compare complete
    conduct confirm consolidate consult contact convene convert convince coordinate correct
    count create cut deal decide decline define delay delegate deliver demand deploy
    describe design develop direct discuss divide document draft draw drive drop edit email
    eliminate enforce engage ensure establish evaluate examine expand explain explore extend
    face fight file fill find finish fire fix focus follow forbid force form freeze fund
    gather get give go grant group halt handle have hear help hire hold host identify
    implement improve include increase inform insist inspect install institute interview
    introduce invest investigate invite involve issue join judge keep launch lay lead learn
    leave lend let limit list listen look lower make manage map match measure meet mentor merge
    model monitor move name negotiate note notify offer open oppose order organize own pair
    pass pay persuade phone pick pilot place plan post prepare present press prioritize
    promise promote propose protect prove provide publish pull push put raise rank rate
    reach read reassign rebuild recommend recruit redesign redirect reduce refer refuse
    reject relieve remove renegotiate reorganize repeat replace report request require
    rescind research reserve resolve restore restructure retrain review revise rewrite ride
    run say scale schedule score scrap search secure see seek select sell send separate set
    settle shadow share shift show shut sign sit sort speak spell spend split staff stage
    stand start state stay step stop streamline study submit suggest support survey suspend
    take talk target teach tell terminate test tie trace track trade train translate treat
    trim try turn underwrite update use visit volunteer wait walk warn watch withdraw work
    write"""
)
"""Verbs of doing in their base form; what follows I, would or to."""

_ADVERBS = word_set(
    """also then first next never always just even only still really finally soon again later
    already often sometimes usually now instead once simply quietly therefore thus further
    eventually subsequently afterwards together myself ourselves twice almost actually so
    quickly ever rather too well honestly second third lastly meanwhile basically"""
)

_NOT_ADVERBS = word_set(
    """family supply only apply reply rely assembly anomaly july monthly weekly daily early
    friendly costly likely elderly hourly ally bully rally tally comply imply multiply"""
)

_KINDS: dict[str, str] = {
    "I": "i",
    "W": "we",
    "H": """he she they it who which that everyone everybody someone somebody nobody
        people""",
    "Y": "you your",
    "b": "was were is are am be been being 's 'm 're wasn't weren't isn't",
    "h": "had has have having 've hadn't haven't hasn't",
    "m": """would could should might may can will must shall 'll wouldn't couldn't can't
        won't""",
    "q": "'d",
    "T": "to",
    "n": "not didn't don't doesn't no do does",
    "c": "and or but nor plus",
    # "Him" like "her", so that nothing hangs on anybody's sex.
    "d": """the a an this these those my our his her him their its each every any some all such
        another""",
    "p": """of in on at by for with from into onto over under about between against through
        during within without across before after until since upon around behind beyond
        toward towards among per as""",
}
"""Small words, by their letter; no word stands twice."""

_FIXED = {word: letter for letter, block in _KINDS.items() for word in block.split()}


@lru_cache(maxsize=8192)
def is_number(word: str) -> bool:
    """Whether a word is a quantity, in digits or spelt out."""
    if word[0].isdigit() or word[0] in "$£€":
        return True
    return word in NUMBER_WORDS or (
        "-" in word and all(part in NUMBER_WORDS for part in word.split("-"))
    )


@lru_cache(maxsize=8192)
def tag(word: str) -> str:
    """The letter of one word."""
    if word in _FIXED:
        return _FIXED[word]
    if not word[0].isalnum():
        return _tag_mark(word)
    if is_number(word):
        return "N"
    for letter, listed in _LISTED:
        if word in listed:
            return letter
    return _tag_ending(word)


_LISTED = (("S", _STATE_PAST), ("P", _IRREGULAR_PAST), ("V", BASE_VERBS), ("D", _ADVERBS))


def _tag_mark(word: str) -> str:
    if word in {".", "?"}:
        return "."
    return "N" if word[0] in "$£€" or word == "%" else ","


def _tag_ending(word: str) -> str:
    """By its ending, for words that no list has."""
    if len(word) > 4 and word.endswith("ly") and word not in _NOT_ADVERBS:
        return "D"
    if len(word) > 3 and word.endswith("ed") and word not in _NOT_PAST:
        return "P"
    return "G" if len(word) > 4 and word.endswith("ing") else "o"


def shape(words: tuple[str, ...]) -> str:
    """The letters of a run of words, one a word; position i is word i."""
    return "".join(map(tag, words))


_VERBAL = "PSbhmqn"
"""Kinds of words that begin what is said of a subject."""


def clauses(letters: str) -> Iterator[tuple[int, int]]:
    """The places of every subject, -1 for none, and of the first word of what is said of it."""
    for index, letter in enumerate(letters):
        spoken = letter == "V" and index and letters[index - 1] in "IWHYD"
        if letter not in _VERBAL and not spoken:
            continue
        subject = index - 1
        while subject >= 0 and letters[subject] in "Dn,":
            subject -= 1
        if subject < 0 or letters[subject] not in "PSbhmqV":
            yield subject, index
