"""Whether an answer is about work at all: a coarse test, for clear cases only."""

from collections.abc import Sequence

from mock_panel.scoring.english import FUNCTION_WORDS
from mock_panel.scoring.reading import is_mark
from mock_panel.scoring.stems import stem
from mock_panel.scoring.wordlist import word_set

WORK_WORDS = word_set(
    """agency agencies office offices staff staffs staffing team teams department departments
    division divisions branch bureau unit units government federal state county city public
    program programs project projects policy policies budget budgets contract contracts
    contractor contractors vendor vendors meeting meetings work worked working works job
    jobs career employee employees employer manager managers manage managed management
    supervisor supervisors supervised director directors deputy chief chiefs commander
    command commanded officer officers boss executive executives leader leaders lead led
    leading organization organizations organisation organisations company companies business
    customer customers client clients stakeholders mission service services operations
    operation process processes report reports reporting audit auditors review system
    systems software data training trained hire hired hiring recruit promoted promotion
    performance union grievance schedule shift shifts crew crews deadline board committee
    council commission commissioner commissioners congress legislature senator governor
    mayor minister secretary administrator inspector inspectors engineer engineers
    engineering analyst analysts attorney attorneys counsel court courts law legal
    regulation regulations permit permits license claims cases caseload backlog hospital
    hospitals clinic patients nurse nurses physician school schools university college
    faculty dean students teacher teachers museum library station stations squadron ship
    ships fleet base military army navy air force regional region headquarters field plant
    factory port airport terminal laboratory lab research production funding funds grant
    grants dollars fiscal savings cost costs revenue procurement acquisition strategy
    strategic change changes reform reorganization merger initiative proposal plan plans
    planning decision decisions goal goals target targets results accountability merit
    resources workforce personnel colleague colleagues peers partner partners partnership
    negotiation agreement conflict profession professional responsible responsibility duty
    duties role position assigned tasked taxpayers leadership task tasks resigned retired
    retire retirement capital money trademark patent examiner examiners clerk clerks intake
    filing filings application applications applicants payroll
    invoice invoices shipment shipments warehouse customs prison warden inmates ward shipyard
    superintendent rescue patrol dispatched emergency firefighters
    embassy consular visa archive archives servers bug bugs dispatch dispatcher loan loans"""
)
"""Words of the working world; a story about work can hardly do without them."""


KIN = word_set(
    """wife husband girlfriend boyfriend fiancee kids son daughter mom mum dad mother father
    grandmother grandfather grandma grandpa sister brother cousin aunt uncle"""
)
"""Words of family; where none is one's own, they are somebody's clients."""

LEISURE = word_set(
    """wedding birthday christmas vacation holiday beach picnic camping hobby couch backyard
    netflix dating"""
)
"""Words of free time. Places and things that are somebody's trade (a kitchen, a hotel, a dog)
are not among them."""

_ONES_OWN = word_set("my our")
_NEAR = 2
"""Words between "my" and whom it belongs to: "my older brother"."""


def private_words(words: Sequence[str]) -> int:
    """How many different words of one's own private life occur.

    Several of them and hardly a word of work make another story.
    """
    is_home = any(
        word in KIN and _ONES_OWN.intersection(words[max(index - _NEAR, 0) : index])
        for index, word in enumerate(words)
    )
    return len({w for w in words if w in LEISURE or (is_home and w in KIN)})


def _content(words: Sequence[str]) -> set[str]:
    return {stem(w) for w in words if not is_mark(w) and w[0].isalpha() and w not in FUNCTION_WORDS}


def work_words(words: Sequence[str]) -> int:
    """How many different words of the working world occur."""
    return len({w for w in words if w in WORK_WORDS})


def shared_stems(words: Sequence[str], prompt_words: Sequence[str]) -> int:
    """How many different words of the question, small ones apart, occur in the answer."""
    asked = _content(prompt_words) - _ASKING
    return len(_content(words) & asked)


_ASKING = word_set(
    """tell describe give example time when situation think about would what how there which
    you your did done do make made get got take took come came difference thing one people
    person us"""
)
"""Words that any question may hold; sharing them says nothing."""
