"""What kind of word each word is, one letter a word, so that patterns can read a sentence.

The letters: I (I, me as subject), W (we), H (he, she, they, it, who), Y (you), b (forms of
be), h (forms of have), m (modals), q ('d: had or would), P (past-tense verb), V (base form
of a verb), S (past-tense verb of state or perception), G (-ing), D (adverb), T (to),
n (not), N (number), c (and, or, but, then), d (determiner), p (preposition),
"," and "." (marks), o (anything else).
"""

from functools import lru_cache

NUMBER_WORDS = frozenset(
    """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty
    ninety hundred thousand million billion trillion dozen half third thirds quarter quarters
    fourth fifth tenth once twice double doubled triple tripled halved both""".split()
)
"""Words for quantities; a hyphenated word counts if every part does."""

_STATE_PAST = frozenset(
    """was were had knew thought felt wanted believed saw heard needed liked loved hated
    seemed became remained inherited joined understood assumed expected feared hoped worried
    wished cared meant looked lived belonged owned noticed remembered enjoyed valued kept
    served realized realised learned learnt got""".split()
)

_IRREGULAR_PAST = frozenset(
    """began bent bet blew bought bound broke brought built came caught chose clung cost cut
    dealt did drew drove drafted fed fell fought found flew forbade froze gave got grew held
    hid hit hired kept laid led left lent let lit lost made met paid put quit ran read rode
    rang rose said sat sent set shook shot showed shut slept sold sought spent split spoke
    spread stood stuck struck swore swept swung taught threw told took tore undertook upheld
    understood went withdrew won wore wrote rewrote overcame oversaw reset rebuilt redrew
    withheld wound woke worked bid broadcast cast burnt sped stole swam sank shrank sprang
    rethought redid undid underwent outbid overrode forgave foresaw dug hung knelt leapt pled
    proofread retook resold repaid""".split()
)

_NOT_PAST = frozenset(
    """need needed hundred indeed speed feed seed bed red shed embed exceed proceed
    succeed breed greed weed naked sacred wicked united limited so-called
    unprecedented talented experienced detailed supposed aged""".split()
)

BASE_VERBS = frozenset(
    """accept act add address adjust advise agree align allocate allow announce apologize
    appoint approach approve argue arrange ask assemble assess assign assume audit authorize
    back ban begin block brief bring build buy call cancel chair challenge change charge check
    choose clear close coach collect come combine commission commit compare complete conduct
    confirm consolidate consult contact convene convert convince coordinate correct count
    create cut deal decide decline define delay delegate deliver demand deploy describe design
    develop direct discuss divide document draft draw drive drop edit email eliminate enforce
    engage ensure establish evaluate examine expand explain explore extend face fight file
    fill find finish fire fix focus follow forbid force form freeze fund gather get give go
    grant group halt handle have hear help hire hold host identify implement improve include
    increase inform insist inspect install institute interview introduce invest investigate
    invite involve issue join judge keep launch lay lead learn leave lend let limit list
    listen look lower make manage map measure meet mentor merge model monitor move name
    negotiate note notify offer open oppose order organize own pair pass pay persuade phone
    pick pilot place plan post prepare present press prioritize promise promote propose
    protect prove provide publish pull push put raise rank rate reach read reassign rebuild
    recommend recruit redesign redirect reduce refer refuse reject relieve remove renegotiate
    reorganize repeat replace report request require rescind research reserve resolve restore
    restructure retrain review revise rewrite ride run say scale schedule score scrap search
    secure see seek select sell send separate set settle shadow share shift show shut sign sit
    sort speak spell spend split staff stage stand start state stay step stop streamline study
    submit suggest support survey suspend take talk target teach tell terminate test tie trace
    track trade train translate treat trim try turn underwrite update use visit volunteer wait
    walk warn watch withdraw work write""".split()
)
"""Verbs of doing in their base form; what follows I, would or to."""

_ADVERBS = frozenset(
    """also then first next never always just even only still really finally soon again later
    already often sometimes usually now instead once simply quietly therefore thus further
    eventually subsequently afterwards together myself ourselves twice almost actually so
    quickly ever rather too well honestly second third lastly meanwhile basically""".split()
)

_NOT_ADVERBS = frozenset(
    """family supply only apply reply rely assembly anomaly july monthly weekly daily early
    friendly costly likely elderly hourly ally bully rally tally comply imply multiply""".split()
)

_FIXED: dict[str, str] = {
    **dict.fromkeys(("i",), "I"),
    **dict.fromkeys(("we",), "W"),
    **dict.fromkeys(
        "he she they it who which that everyone everybody someone somebody nobody people".split(),
        "H",
    ),
    **dict.fromkeys(("you", "one's", "your"), "Y"),
    **dict.fromkeys("was were is are am be been being 's 'm 're wasn't weren't isn't".split(), "b"),
    **dict.fromkeys("had has have having 've hadn't haven't hasn't".split(), "h"),
    **dict.fromkeys(
        "would could should might may can will must shall 'll wouldn't couldn't can't won't".split(),
        "m",
    ),
    "'d": "q",
    "to": "T",
    **dict.fromkeys("not didn't don't doesn't no do does".split(), "n"),
    **dict.fromkeys("and or but nor plus".split(), "c"),
    **dict.fromkeys(
        """the a an this these those my our his her their its your each every any some all such
        no another""".split(),
        "d",
    ),
    **dict.fromkeys(
        """of in on at by for with from into onto over under about between against through
        during within without across before after until since upon around behind beyond toward
        towards among per as""".split(),
        "p",
    ),
}


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
    fixed = _FIXED.get(word)
    if fixed:
        return fixed
    if not word[0].isalnum():
        return "." if word in {".", "?"} else "N" if word[0] in "$£€" or word == "%" else ","
    if is_number(word):
        return "N"
    if word in _STATE_PAST:
        return "S"
    if word in _IRREGULAR_PAST:
        return "P"
    if word in BASE_VERBS:
        return "V"
    if word in _ADVERBS or (
        len(word) > 4 and word.endswith("ly") and word not in _NOT_ADVERBS
    ):
        return "D"
    if len(word) > 3 and word.endswith("ed") and word not in _NOT_PAST:
        return "P"
    if len(word) > 4 and word.endswith("ing"):
        return "G"
    return "o"


def shape(words: tuple[str, ...]) -> str:
    """The letters of a run of words, one a word; position i is word i."""
    return "".join(map(tag, words))
