"""Topics that are no business of a panel, and what the same words mean in its work."""

from collections.abc import Iterator

from mock_panel.bank.lint.patterns import phrases
from mock_panel.bank.lint.texts import BankTexts
from mock_panel.bank.problems import BankProblem, shown

_PERSON = (
    "(?:applicants?|candidates?|child|children|colleagues?|employees?|family|husband|managers?"
    "|members?|men|parents|people|person|spouse|staff|team|wife|women|workers?|workforce|you)"
)
_OF_NO_PERSON = (
    r"of (?:(?:a|an|her|his|its|our|that|the|their|this|your) )?+"
    rf"(?!(?:\w+ )?{_PERSON}\b|(?:three|four|five|six|seven)\b)\w+"
)
_PERMISSIBLE = phrases(
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
_IMPERMISSIBLE = phrases(
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


def impermissible(bank: BankTexts) -> Iterator[BankProblem]:
    """What OPM's answers on structured interviews name as no interviewer's business."""
    for text in bank.spoken:
        if topic := text.find(_IMPERMISSIBLE, _PERMISSIBLE):
            yield text.warning(f"{shown(topic)} is not job-related, OPM forbids it; ask about work")
