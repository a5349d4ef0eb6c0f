"""Kinds of verbs and of nouns: what a word says of the part, whoever uses it.

One writer "profiled" and another "looked into"; a model of words learns each by itself, and
knows nothing of the third. The lists are our own and hold base forms; `verb_kinds` and
`noun_kind` know the other forms too.
"""

from functools import cache, lru_cache

from mock_panel.scoring.spelling import american
from mock_panel.scoring.wordlist import word_set

_VERBS: dict[str, str] = {
    "make": """build built create design develop implement write wrote written draft draw drew
        drawn add introduce establish make made prepare produce install configure integrate
        deploy code program refactor automate rewrite rewrote construct assemble compile
        craft devise generate invent document print paint cook record redesign upgrade
        customize formulate sketch rebuild rebuilt replace remove delete migrate convert
        standardize simplify streamline restructure optimize reorganize""",
    "talk": """ask tell told explain discuss talk speak spoke meet met call email contact present
        propose suggest show shown share communicate inform listen invite convince persuade
        negotiate apologize remind encourage phone telephone ring rang text message notify
        brief announce warn recommend admit say said reply answer interview address consult
        mediate facilitate pitch greet reassure clarify demonstrate outline advise push
        escalate report""",
    "think": """decide choose chose chosen think thought consider believe plan prioritize determine
        weigh settle opt imagine conclude figure assume guess reflect""",
    "know": """know knew realize notice understand understood recognize see saw hear heard feel
        felt remember sense suspect""",
    "look": """analyze research review investigate examine check look test measure study read
        compare collect gather survey track monitor count observe audit inspect trace debug
        reproduce profile explore evaluate assess verify validate search watch map identify
        discover find found diagnose""",
    "help": """help support train teach taught coach mentor assist guide provide offer give gave
        comfort tutor onboard accompany""",
    "run": """work use take took start begin began try run ran lead led manage organize coordinate
        handle divide split assign delegate schedule focus continue follow apply put move
        bring brought keep kept send sent set hold held arrange conduct oversee oversaw
        carry break broke distribute reassign approach pull book order hire recruit involve
        adjust adapt change fix clean sort pack step stay sit sat stand stood go went come
        came get got let drive drove walk practice rehearse volunteer collaborate sign join
        submit draw cut cover rent borrow buy bought spend spent cancel close open""",
    "rise": """increase decrease reduce improve drop fall fell fallen rise rose risen grow grew
        grown save double triple halve shorten climb jump shrink shrank boost exceed decline
        lower raise lift cut speed accelerate strengthen expand eliminate minimize gain
        stabilize enhance lessen slash surge outperform""",
    "reach": """achieve complete finish deliver win won pass reach succeed accomplish earn receive
        graduate resolve solve meet met launch ship sell sold manage secure attain fulfill
        hit conclude score rank qualify recover restore publish""",
    "please": """thank appreciate praise love like enjoy impress promote adopt accept approve award
        trust congratulate welcome compliment applaud request renew return
        satisfy agree recognize""",
    "bring": """lead led result cause allow enable make made mean meant prevent ensure contribute
        help teach taught show prove pay paid give gave leave left inspire motivate avoid
        free benefit serve save provide turn""",
    "learn": """learn learnt teach taught realize discover gain reinforce remind understand
        understood grow grew""",
    "need": """need require want hope aim expect intend wish seek sought must plan set""",
    "lack": """fail struggle complain refuse miss lose lost break broke quit crash lack face suffer
        resign delay ignore argue disagree fight fought threaten worry fear stop
        misunderstand overwhelm frustrate stall freeze froze burn leak cost leave left
        resist object deteriorate conflict block slow hate quarrel""",
    "stand": """be have seem become became remain exist belong consist include involve contain live
        last own study serve know knew depend depends attend comprise rely sit stand sat
        stood use used""",
    "hold": """remain stay stayed continue last keep kept still adopt use become became hold held
        spread copy""",
}
"""By kind: doing (make, talk, think, look, help, run), what comes of it (rise, reach, please,
bring, learn, hold), what is to be done (need), and how things stand (know, lack, stand)."""

_NOUNS: dict[str, str] = {
    "person": """manager boss supervisor colleague coworker teammate client customer user student
        teacher professor mentor director lead leader patient employee engineer developer
        member people staff parent child kid friend neighbor stakeholder instructor guest
        tenant volunteer soldier sergeant chief captain nurse doctor intern classmate owner
        executive ceo cto applicant resident visitor officer worker driver person man boy
        partner family everyone everybody someone somebody nobody trainer coach judge
        designer""",
    "group": """team company department office school class group organization agency unit firm
        board management committee business crew shift club startup store shop hospital
        university college community branch division squad council family industry""",
    "figure": """time rate cost sale revenue score satisfaction number percent percentage
        productivity efficiency accuracy latency error backlog turnover attendance rating
        budget traffic performance morale downtime uptime engagement retention grade return
        spending wait waste delay complaint loss income usage coverage quality speed volume
        average hour day week month throughput absence call incident ticket""",
    "work": """project system process app application website code feature product report
        presentation event plan solution program tool service platform database server site
        task change pipeline module test data dashboard model document page meeting workshop
        training campaign migration release approach method procedure checklist""",
    "outcome": """result outcome feedback success improvement impact effect experience lesson effort
        decision achievement benefit""",
    "trouble": """problem issue challenge situation conflict deadline crisis mistake bug outage
        failure shortage concern difficulty risk pressure disagreement requirement goal
        objective job role responsibility reason""",
}
"""By kind, of subjects: who or what a sentence speaks of."""

_DOUBLES = word_set("plan stop drop cut set run get put let sit cancel hit ship program map submit")
"""Verbs that double their last letter before an ending."""


def _forms(base: str) -> set[str]:
    """A regular verb's forms, a noun's plural among them; those that are no word do no harm."""
    forms = {base, base + "s"}
    if base.endswith("e"):
        forms |= {base + "d", base[:-1] + "ing"}
    elif base.endswith("y") and base[-2:-1] not in "aeiou":
        forms |= {base[:-1] + "ied", base[:-1] + "ies", base + "ing"}
    else:
        root = base + base[-1] if base in _DOUBLES else base
        forms |= {root + "ed", root + "ing", base + "es"}
    return forms


@cache
def _by_form(kind_of: str) -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for kind, words in (_VERBS if kind_of == "verb" else _NOUNS).items():
        for form in sorted({f for word in words.split() for f in _forms(american(word))}):
            table[form] = (*table.get(form, ()), kind)
    return table


@lru_cache(maxsize=8192)
def verb_kinds(word: str) -> tuple[str, ...]:
    """The kinds of a verb in any form; none for an unknown one."""
    return _by_form("verb").get(word, ())


@lru_cache(maxsize=8192)
def noun_kind(word: str) -> str:
    """The kind of a noun as a subject; "thing" for an unknown one."""
    return _by_form("noun").get(word, ("thing",))[0]
