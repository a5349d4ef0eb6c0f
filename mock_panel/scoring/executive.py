"""Signs of executive scope and of habits that boards mark down; none of them makes a level.

People, money and breadth are what makes an example executive in scope (our reading);
that an example older than ten years, more than two examples, talk against
people or agencies, and a long background count against a candidate is the experience of
writers who prepare candidates, not a rule of the board.
"""

import re
from collections.abc import Sequence
from functools import cache

from mock_panel.domain.parts import Part
from mock_panel.domain.scores import Signal, Span
from mock_panel.scoring.cues import Hits, Phrasebook
from mock_panel.scoring.dealings import is_person
from mock_panel.scoring.english import FUNCTION_WORDS
from mock_panel.scoring.grammar import BASE_VERBS, tag
from mock_panel.scoring.kinds import noun_kind
from mock_panel.scoring.marked import Marked, MarkedAnswer, apart
from mock_panel.scoring.wordlist import phrase_set, word_set

OLD_YEARS = 10
"""An example is old from more than this many years on."""
MOST_EXAMPLES = 2
"""More examples in one answer leave too little time for each."""
RAMBLING_SHARE = 0.5
"""Situation and task, of all words; a story needs room for what was done and what came of it."""
_RAMBLING_WORDS = 120
"""A short answer with a long background is an unfinished one, not a rambling one."""

_BREADTHS = ("office", "agency", "government")
"""Breadths from narrow to wide; the signal's value is the place in this list, from 1."""

_PHRASES = {
    "office": """
        my office; my branch; my section; my team; my unit; my crew; my shop; my ward; my floor;
        our office; our branch; our section; our unit; my division; our division; the office;
        our station; my station; my district; my squadron; my company; my platoon
    """,
    "agency": """
        agency-wide; agencywide; department-wide; departmentwide; bureau-wide; bureauwide;
        across the agency; across the department; across the bureau; the whole agency;
        the whole department; the entire agency; the entire department; every region; all regions;
        every district; every office; all offices; all # regions; all # offices; all # districts;
        the agency; the department; the bureau; headquarters; statewide; state-wide;
        across the state; every county; all # counties; the fleet; the command;
        enterprise-wide; enterprise; company-wide; companywide; system-wide; systemwide
    """,
    "government": """
        government-wide; governmentwide; across government; across the government; nationwide;
        nation-wide; national; across the country; the whole country; interagency;
        other agencies; several agencies; # agencies; every agency; all agencies; every state;
        all fifty states; # states; federal government; international; # countries; congress;
        the white house; the nation; the country; cabinet; whole-of-government
    """,
    "leads": """
        led; lead; leading; managed; manage; ran; run; supervised; supervise; directed; commanded;
        command; oversaw; oversee; headed; in charge; responsible for; staff of; team of; crew of;
        workforce of; office of; division of; unit of; department of; reporting to me;
        worked for me;
        under me; my; chief; director; superintendent; warden; administrator; manager; led by me
    """,
    "another": """
        another example; a second example; second example; my second example; other example;
        another time; another case; another instance; another story; another one was;
        a different example; different example; also an example; the other example; third example;
        a third example; one more example; a further example; the second was; the third was;
        the second one was; the third one was; in another job; in another role; on another occasion;
        second story; a second story; on a separate occasion; for another; an additional example
    """,
    "against": """
        incompetent; incompetence; idiot; idiots; idiotic; stupid; lazy; clueless; useless;
        worthless;
        hopeless; a joke; moron; morons; dumb; liar; liars; crook; crooks; corrupt; coward; cowards;
        pathetic; toxic; terrible boss; bad boss; awful boss; terrible manager; bad manager;
        no idea what; had no clue; didn't have a clue; dead weight; deadwood; dead wood; disgrace;
        bureaucrats; petty; egotistical; dysfunctional; backstabbing; didn't care; did not care;
        could not care less; couldn't care less; never did anything; did nothing all day;
        waste of space; what a mess they; typical government; hated that agency; horrible people
    """,
}

_PEOPLE = word_set(
    """people employees employee staff staffers personnel workers civilians contractors officers
    agents analysts engineers inspectors nurses attorneys teachers sailors soldiers marines airmen
    technicians investigators examiners scientists supervisors managers direct reports volunteers
    firefighters rangers clerks specialists members fte ftes men women developers crew guards
    operators counselors adjudicators auditors drivers researchers professionals"""
)

_GROUPS = word_set("team staff crew workforce personnel group division office unit branch company")
"""What "of 40" after it counts the people of; "women of sixty" are no sixty women."""
_FEWEST_LED = 3

_AGO = re.compile(r"^(?:years|yrs)$")

_EXPANDED = re.compile(r"\(([A-Z][A-Za-z&]{1,7})s?\)")
_CAPITALS = re.compile(r"\b[A-Z][A-Z&]{1,6}s?\b")
_ROMAN = re.compile(r"[IVX]+")
_COMMON = word_set(
    """US USA UK EU UN DC TV PC OK AM PM HR IT CEO CFO CIO COO PDF ID GS SES ECQ ECQS QRB OPM FBI
    CIA IRS NASA FEMA VA EPA DOD DOJ DHS FDA CDC NATO GAO OMB IG GPS PIN ATM FAQ RSVP ASAP
    COVID CO NY NJ CA TX FL SQL API AI FY STAR A I URL USB VIP NGO PH PHD MBA MD RN
    JR SR GSA OIG MSPB EEO EEOC FOIA FTE HUD USDA HHS NIH SSA RIF HQ IBM NOAA FAA DOT DOE DOL DOI
    CMS SBA TSA CBP ICE USCIS NSF NIST SEC FCC FTC NRC NPS USGS USPS USAF USN USMC OSHA AFGE NTEU
    ADA CFR FAR KPI SOP SLA MOU RFP CTO CHCO PMO"""
)
"""Capitals that any reader in government knows."""


@cache
def _book() -> Phrasebook:
    return Phrasebook.of(_PHRASES)


def executive_signals(answer: MarkedAnswer, year: int | None) -> dict[str, Signal]:
    """The signals of scope and of habits, by id; each only where something shows it.

    Args:
        answer: the marked sentences.
        year: the year in which the answer is given; without it only "twelve years ago" tells
            an old example, not a date.
    """
    found = [(s, _book().find(s.look.reading.words)) for s in answer.sentences if s.void is None]
    signals = (
        _people_led(found),
        _money(found),
        _breadth(answer, found),
        _age(answer, year),
        _examples(found),
        _against(found),
        _jargon(answer),
        _rambling(answer),
    )
    return {signal.id: signal for signal in signals if signal is not None}


Found = Sequence[tuple[Marked, Hits]]
"""The sentences that count, each with its phrases."""


def _spans(found: Found, family: str) -> list[Span]:
    return [
        sentence.cover(first, last)
        for sentence, hits in found
        for first, last in hits.get(family, ())
    ]


def _people_led(found: Found) -> Signal | None:
    """The most people that the candidate says to have led."""
    best: tuple[float, Span] | None = None
    for sentence, hits in found:
        words = sentence.look.reading.words
        if "leads" not in hits:
            continue
        for quantity in sentence.look.quantities:
            after = words[quantity.last + 1 : quantity.last + 4]
            before = words[max(quantity.first - 2, 0) : quantity.first]
            counted = quantity.kind in _PEOPLE or any(w in _PEOPLE for w in after)
            of = len(before) == 2 and before[1] == "of" and before[0] in _GROUPS
            if quantity.kind in {"%", "$", "share", "x"} or not (counted or of):
                continue
            if quantity.value >= _FEWEST_LED and (best is None or quantity.value > best[0]):
                last = quantity.last + (
                    next((n for n, w in enumerate(after, 1) if w in _PEOPLE), 0)
                )
                best = quantity.value, sentence.cover(quantity.first, last)
    return Signal("scope.people_led", best[0], (best[1],)) if best else None


def _money(found: Found) -> Signal | None:
    """The largest sum of money, in dollars."""
    best: tuple[float, Span] | None = None
    for sentence, _ in found:
        for quantity in sentence.look.quantities:
            if quantity.kind == "$" and (best is None or quantity.value > best[0]):
                best = quantity.value, sentence.cover(quantity.first, quantity.last)
    return Signal("scope.money", best[0], (best[1],)) if best and best[0] >= 1 else None


def _breadth(answer: MarkedAnswer, found: Found) -> Signal | None:
    """How far it reached: an office, an agency, or wider; told in action or result."""
    told = {s.span for s in answer.speaking_of(Part.ACTION, Part.RESULT)}
    within = [(s, hits) for s, hits in found if s.span in told]
    for place in range(len(_BREADTHS), 0, -1):
        if spans := _spans(within, _BREADTHS[place - 1]):
            return Signal("scope.breadth", float(place), apart(spans))
    return None


def _age(answer: MarkedAnswer, year: int | None) -> Signal | None:
    """The years since the example, if more than ten."""
    ages: list[tuple[float, Span]] = []
    for sentence in answer.speaking_of(Part.SITUATION, Part.TASK):
        words = sentence.look.reading.words
        for quantity in sentence.look.quantities:
            word = words[quantity.last]
            if year and len(word) == 4 and word.isdigit() and 1950 <= quantity.value <= year:
                ages.append((year - quantity.value, sentence.cover(quantity.first, quantity.last)))
            elif _AGO.match(quantity.kind) and words[quantity.last + 2 : quantity.last + 3] in (
                ("ago",),
                ("back",),
            ):
                ages.append((quantity.value, sentence.cover(quantity.first, quantity.last + 2)))
    # Where several dates are told, the latest is when it happened.
    if not ages or min(ages)[0] <= OLD_YEARS:
        return None
    age, span = min(ages)
    return Signal("answer.old_example", age, (span,))


def _examples(found: Found) -> Signal | None:
    """How many examples the answer holds, if more than two."""
    shown = apart(_spans(found, "another"))
    if len(shown) < MOST_EXAMPLES:
        return None
    return Signal("answer.many_examples", float(len(shown) + 1), shown)


def _against(found: Found) -> Signal | None:
    """Talk against people or agencies."""
    spans = [
        sentence.cover(first, last)
        for sentence, hits in found
        for first, last in hits.get("against", ())
        if _is_meant_of_somebody(sentence, first, last)
    ]
    return Signal("answer.against_people", float(len(spans)), apart(spans)) if spans else None


def _is_meant_of_somebody(sentence: Marked, first: int, last: int) -> bool:
    """Whether a hard word is said of people: the data were useless too, and nobody was lazy."""
    words, shape = sentence.look.reading.words, sentence.look.shape
    before = words[max(first - 3, 0) : first]
    if _DENIED.intersection(before):
        return False
    if " ".join(words[first : last + 1]) not in _OF_THINGS:
        return True
    if words[last + 1 : last + 2] and _is_somebody(words[last + 1]):
        return True
    verb = next(
        (place for place in range(first - 1, max(first - 4, 0), -1) if shape[place] == "b"), 0
    )
    return bool(verb) and (words[verb - 1] in _THEY or _is_somebody(words[verb - 1]))


_DENIED = word_set(
    "not never isn't wasn't aren't weren't no nobody look looks looked looking feel as"
)
_THEY = word_set("he she they who you everyone everybody")
_OF_THINGS = phrase_set(
    """incompetent; idiotic; stupid; lazy; clueless; useless; worthless; hopeless; a joke; dumb;
    corrupt; pathetic; toxic; petty; egotistical; dysfunctional"""
)
"""Hard words that things are called too."""


def _is_somebody(word: str) -> bool:
    return word in _PEOPLE or noun_kind(word) in {"person", "group"} or is_person(word)


def _jargon(answer: MarkedAnswer) -> Signal | None:
    """Abbreviations that are never spelt out; an answer all in capitals has none to tell."""
    text = answer.text
    if sum(map(str.isupper, text)) > 0.5 * sum(map(str.isalpha, text)):
        return None
    expanded = {m.group(1).upper() for m in _EXPANDED.finditer(answer.text)}
    first: dict[str, Span] = {}
    inside = [s.span for s in answer.sentences if s.void is None]
    for match in _CAPITALS.finditer(answer.text):
        name = match.group().removesuffix("s")
        spelt_out = answer.text[match.end() : match.end() + 2] == " ("
        if _ROMAN.fullmatch(name) or name in _COMMON | expanded or name in first or spelt_out:
            continue
        if _is_a_word(name.lower()) or answer.text[match.end() :].lstrip().startswith(":"):
            continue  # said loud, or a heading
        span = Span(*match.span())
        if any(s.start <= span.start and span.end <= s.end for s in inside):
            first[name] = span
    return Signal("answer.jargon", float(len(first)), tuple(first.values())) if first else None


def _is_a_word(word: str) -> bool:
    return word in FUNCTION_WORDS or word in BASE_VERBS or tag(word) in "PSGD"


def _rambling(answer: MarkedAnswer) -> Signal | None:
    """The share of the background, where it crowds out the rest."""
    share = answer.share(Part.SITUATION) + answer.share(Part.TASK)
    if answer.words < _RAMBLING_WORDS or share <= RAMBLING_SHARE:
        return None
    spans = tuple(s.span for s in answer.of(Part.SITUATION, Part.TASK) if s.words)
    return Signal("answer.rambling", round(share, 3), spans)
