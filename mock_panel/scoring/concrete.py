"""Words that name something, and words that could stand in any answer.

"It was that kind of time" is grammar and no fact; "the cranes stood still" names what a listener
could point at. Our own list of common words, of which no story can be told by themselves: how
many words of a sentence are outside it tells talk from telling, whoever talks and whatever about.
"""

from collections.abc import Sequence
from functools import cache, lru_cache

from mock_panel.scoring.english import FUNCTION_WORDS
from mock_panel.scoring.stems import stem
from mock_panel.scoring.wordlist import word_set

_COMMON = word_set(
    """able absolute accountability actual adage admit admittedly advice affair affairs age
    agility ago agree ahead alignment alive allow almost alone along already alright always
    ambition among amount analysis angle answer anybody anyhow anyone anything anyway anywhere
    apart appear appreciate approach aptitude area arguably argue aspect assume atmosphere
    attention attitude authentic aware away awful background bad balance base basic basically
    beautiful beauty became become begin beginning behavior belief believe believer belong best
    better big bigger bit blessing bore bother bottom brag brain brave bring business busy call
    calm came candidate capacity care cared career careful carry case catch cause certain
    challenge chance change chapter character charge choice choose circumstance clear cliche
    cliché close cold collaboration come comfort coming commitment common communicate
    communication compare complain complete complex complexities complexity complicated concern
    condition confess confidence confident consider considerable consist constant context
    continue continuous conversation count country couple courage course credit culture curious
    dare dark day days deal dear decade decent decide decision dedication deep degree delicate
    delight deliverable demand depend describe deserve desire despite destination detail
    determination develop devil differ difference different difficult difficulty dignity
    digress dimension direction discipline discover discuss diversity doing doubt downhill
    downs dramatic dream drive due dull duty dynamics ear early earn easily east easy edge
    effect effort either elaborate element else emotion emotional empathy emphasize empowerment
    encounter end endless energy engage engagement english enjoy enormous enough enthusiasm
    entire environment equal especially essence essential essentially event eventual everybody
    everyday everyone everything everywhere evident exact example excellence except excite
    excuse executive exist expand expect experience explain express expression extent extreme
    eye face fact fail failure fair fairness faith fall familiar famous far fascinating fashion
    fast fate fault favor favorite fear feedback feel felt field fight figure final find fine
    finish first fit flow focus folk follow fond foot force forever forget forgive form forth
    fortunate fortune forward foundation framework frank frankly free friend front full fun
    fundamental funny future game gave general generality generation gentle genuine get gets
    getting gift give glad go goal god goes going golden gone good goodness gosh got govern
    governance government grace grand grateful gray great grow growth guess guide guilty habit
    hand handle happen happy hard hardly hate head hear heart heaven heavy help hero hesitate
    high himself hindsight history hold holistic honest honestly honesty honor hope hopefully
    hoping hour huge human humble humility humor hurt idea ideal image imaginable imagine
    immediate impact importance important impossible impress improve include indeed individual
    influence innovation inspire instance instead instinct integrity intend intense interest
    interrupt interview involve issue itself job journey joy judge judgment juncture justice
    keep kept key kind knew know knowledge landscape language large last late later laugh law
    layer lead leader leadership learn least leave left length lens less lesson let letting
    level leverage lie lies life light like likely limit line list listen literally little live
    lived long longer look lord lose loss lost lot lots loud love loved lows luck lucky made
    main major make making manage mankind manner mark master matter maybe mean meaningful meant
    measure meet memorable memory mention mere merit middle mild mind mindset miss mission
    mistake mixed modern modest modesty moment money mood moral motivate motivation motto
    multiple mystery name narrative narrow natural nature near necessary need neglect neither
    nervous new next nice night nobody none nonsense normal note nothing notice nuance number
    nutshell observe obvious obviously occasion odd often okay old older once one ones oneself
    ooh open opinion opportunity opposite option order ordinary organization others otherwise
    ought outcome outlook outside overall overlook ownership pain panel paramount pardon part
    partial particular partner partnership pass passion past path patience patient pause pay
    peace people percent perfect perfectionist performance perhaps period perseverance person
    personal personally perspective phase phew philosophical philosophy phrase picture piece
    place plain plan play please plenty point polite political politics poor position positive
    possible poster power practical practice praise precious prefer prepare presence present
    pressure presumptuous pretend pretty pride principle priority privilege probable problem
    process profession professional professionalism progress promise proof proper proud prove
    proverb proverbial public purpose push put puzzle quality question quick quiet quite quote
    raise ramble rare rather reach reaction read ready real reality realize really reason
    recall recent recognize refer reflect reflection regard regret relate relation relationship
    relative relevance remain remarkable remember remind repeat require resilience respect
    responsibility rest result reward rich right rise risk road role roller rollercoaster room
    root rough round rule run rush sad safe said satisfaction satisfy saw say saying says scale
    scene scheme science see seeing seek seem seen seldom self sense sensitive sentence
    sentiment serious serve service set several shake shame shape share short shortcut show shy
    side sight sign significance silence silent silver similar simple simply sincere single sir
    sit situation size skill sleep slow small smile smooth soft sole solution solve somebody
    somehow someone something sometime somewhat somewhere soon sorry sort soul sound space
    speak special specific speech spend spirit spoke spot stage stake stakeholders stand
    standard start state statement stay step stood stop stories storm story straight strange
    strategic strategy strength stress strong struggle stubborn stuck stuff style subject
    subtle subtlety success sudden suffer suggest suit sum suppose sure surprise sweet
    synergies synergy system take taken taking tale talent talk tall task taste taught teach
    team teamwork tear technical technology tell temper tend tension term terrible test
    textbook thank thankful theory thing think thorough though thought throughout tide time
    tiny tired title today together told tomorrow tone tongue took tool top topic total touch
    tough toward trade tradition transparency tremendous trick tricky tried trouble true truly
    trust truth try trying turn twist type uncertain uncertainty uncomfortable underline
    understand understood undertake undertaken uneasy unexpected unforgettable unfortunate
    unique universe unknown unless unpleasant unusual uphill ups upset use useful using usual
    vague valuable value variety various vary vast verse version vibe victory view virtue
    vision vital vivid voice wait walk want warm waste watch water wave way ways weak weather
    week weight weird welcome well went whatever whenever wherever whether whole wholeheartedly
    wide wild win wisdom wise wish wits wonder wonderful word wore work world worldview
    worry worse worst worth write wrong yeah year yes yesterday yet young younger yourself
    yourselves youth"""
)
_ROUGH = word_set("one once half hundred thousand million both twice double")
"""Numbers of talk: "a thousand times"."""
_SMALL = "IWHYbhmqTncdpD"
"""Kinds of words, see `grammar`, that name nothing by themselves."""
_SHORTEST = 3
"""Letters."""


def naming(words: Sequence[str], shape: str) -> int:
    """How many words of a sentence name something; figures do.

    Args:
        words: a reading's words.
        shape: `grammar.shape` of them.
    """
    return sum(map(_names, words, shape))


@lru_cache(maxsize=8192)
def _names(word: str, letter: str) -> bool:
    if letter == "N":
        return word not in _ROUGH and word != "%"
    if letter in _SMALL:
        return False
    if not word[0].isalpha() or len(word) < _SHORTEST:
        return False
    return not (word in FUNCTION_WORDS or word in _COMMON or stem(word) in _stems())


@cache
def _stems() -> frozenset[str]:
    return frozenset(map(stem, _COMMON))
