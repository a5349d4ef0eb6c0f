"""British spelling read as American, so that no weight and no cue hangs on it."""

from functools import lru_cache

from mock_panel.scoring.wordlist import word_set

_KEEP = word_set(
    """advise revise supervise exercise promise rise raise wise precise surprise compromise
    otherwise expertise enterprise franchise premise noise praise disguise likewise merchandise
    comprise improvise devise arise cruise bruise concise paradise poise cause pause please
    excise demise chemise televise revises four hour your tour pour our sour flour contour
    course source court resource outsource glamour troupe detour devour scour journal courtesy"""
)
_WHOLE = {
    "centre": "center", "centres": "centers", "centred": "centered", "centring": "centering",
    "theatre": "theater", "theatres": "theaters", "metre": "meter", "metres": "meters",
    "litre": "liter", "litres": "liters", "fibre": "fiber", "fibres": "fibers",
    "programme": "program", "programmes": "programs", "defence": "defense",
    "defences": "defenses", "offence": "offense", "offences": "offenses", "licence": "license",
    "licences": "licenses", "licenced": "licensed", "practise": "practice",
    "practised": "practiced", "practises": "practices", "practising": "practicing",
    "judgement": "judgment", "judgements": "judgments", "judgemental": "judgmental",
    "acknowledgement": "acknowledgment", "enrol": "enroll", "enrols": "enrolls",
    "enrolment": "enrollment", "enrolments": "enrollments", "fulfil": "fulfill",
    "fulfils": "fulfills", "fulfilment": "fulfillment", "instalment": "installment",
    "instalments": "installments", "instil": "instill", "skilful": "skillful",
    "wilful": "willful", "catalogue": "catalog", "catalogues": "catalogs",
    "catalogued": "cataloged", "cataloguing": "cataloging", "dialogue": "dialog",
    "dialogues": "dialogs", "plough": "plow", "ploughed": "plowed", "ploughs": "plows",
    "ploughing": "plowing", "grey": "gray", "greys": "grays", "tyre": "tire", "tyres": "tires",
    "mould": "mold", "moulds": "molds", "moulded": "molded", "moulding": "molding",
    "mouldy": "moldy", "kerb": "curb", "kerbs": "curbs", "analyser": "analyzer",
    "analysers": "analyzers", "analyses": "analyzes", "cancelled": "canceled",
    "cancelling": "canceling", "signalled": "signaled", "signalling": "signaling",
    "totalled": "totaled", "totalling": "totaling", "pretence": "pretense", "ageing": "aging",
    "cheque": "check", "cheques": "checks", "storey": "story", "aluminium": "aluminum",
    "sceptical": "skeptical", "sceptic": "skeptic", "sceptics": "skeptics", "learnt": "learned",
    "whilst": "while", "amongst": "among", "towards": "toward", "manoeuvre": "maneuver",
}  # fmt: skip
_ENDINGS = (
    ("isation", "ization"), ("isations", "izations"), ("isational", "izational"),
    ("ising", "izing"), ("ised", "ized"), ("iser", "izer"), ("isers", "izers"), ("ises", "izes"),
    ("ise", "ize"), ("ysed", "yzed"), ("yse", "yze"), ("ysing", "yzing"), ("elled", "eled"),
    ("elling", "eling"),
)  # fmt: skip
_DOUBLED = word_set(
    """spelled spelling selling telling swelled dwelling yelled yelling excelled smelled compelled
    expelled propelled rebelled quelled felled shelled"""
)
_COLOUR = word_set(
    """labour colour favour behaviour neighbour honour harbour rumour endeavour humour vapour
    odour armour favourable colourful neighbourhood favourite"""
)


@lru_cache(maxsize=8192)
def american(word: str) -> str:
    """A lower-case word in American spelling; one that is none stays as it is."""
    if word in _WHOLE:
        return _WHOLE[word]
    if len(word) < 5 or word in _KEEP or word in _DOUBLED:
        return word
    if "our" in word and any(word.startswith(known) for known in _COLOUR):
        return word.replace("our", "or", 1)
    for british, us in _ENDINGS:
        if word.endswith(british) and len(word) - len(british) >= 3:
            stem = word[: -len(british)]
            kept = stem + "ise" in _KEEP or stem + "yse" in _KEEP
            return word if kept and us[0] == "i" else stem + us
    return word
