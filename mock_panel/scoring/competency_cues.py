"""What people do who show a competency: cues by competency id, for both shipped frameworks.

Phrases are written as in `cues`, in the base form of their words; they are matched on word
stems, so `negotiate` also finds "negotiated". A cue speaks of a deed or its effect, never of
the competency's own name: "accountability" said is not accountability shown.

The meaning of each competency is that of the question bank's `framework.yaml`; the cues are
our own reading of it.
"""

CUES: dict[str, str] = {
    # ------------------------------------------------------- 2025: rule of law
    "knowledge-of-the-american-system-of-government": """
        congress; the hill; hill staff; appropriation; appropriators; statute; statutory; the act;
        the constitution; constitutional; separation of powers; executive branch; legislature;
        legislative; judicial; the court; supreme court; the courts; federal court;
        executive order; delegated authority; delegation; inspector general; general counsel;
        oversight committee; committee staff; subcommittee; authorizing; oath; civil service law;
        rulemaking; notice and comment; federal register; state law; federalism; the states;
        sovereign; treaty; tribe; political appointee; administration; regulation
    """,
    "commitment-to-the-rule-of-law": """
        statute; statutory; the law; unlawful; illegal; lawful; legal opinion; counsel; lawyer;
        attorney; general counsel; regulation; by law; due process; warrant; court order; court;
        judge; constitutional; the constitution; first amendment; fourth amendment; oath;
        in writing; refuse to sign; refuse; would not sign; decline; put it in writing; appeal;
        rights; equal treatment; same rule; same rules; no exception; authority to; no authority;
        had no authority; recuse; conflict of interest; ethics; inspector general; comply;
        compliance; ruling; notice; hearing; precedent; lawful order; disclose; reported it
    """,
    "civic-mindedness": """
        the public; taxpayer; citizen; resident; community; town hall; public meeting; publish;
        publicly; in public; posted; open meeting; constituent; voter; veteran; family; neighbor;
        applicant; open the books; transparent; apologize; apology; answer to the public; serve;
        the people; town; the county; household; tenant; claimant; newspaper; press; hearing
    """,
    # ------------------------------------------------------- 2025: efficiency
    "fiscal-responsibility": """
        budget; save; saving; cost; spend; spending; dollars; million; contract; invoice; audit;
        overpay; overpayment; waste; wasteful; duplicate; lease; rent; cancel;
        terminate the contract; rebid; recompete; renegotiate; price; unit cost; fund; funding;
        appropriation; deficit; surplus; under budget; per unit; ledger; cents; refund; recover;
        overtime; return the money; payback; license; vendor
    """,
    "managing-resources": """
        move # people; move people; reassign; reallocate; position; vacancy; space; square feet;
        warehouse; vehicle; fleet; equipment; inventory; stock; schedule; overtime; consolidate;
        share; pool; lend; borrow; loan; truck; building; office space; workload; capacity;
        backlog; bench; priority; triage; cut the list; sort the; supply
    """,
    "leveraging-technology": """
        software; system; database; spreadsheet; script; automate; automatic; automation; online;
        portal; app; digital; digitize; scan; scanner; sensor; barcode; server; cloud; code; data;
        dashboard; tablet; phone; website; upgrade; legacy; platform; tool; bot; interface; api;
        pilot the; electronic; e-filing; drone; camera; gis; model; machine learning; migrate;
        migration; deploy; pipeline; cyber; security patch; encrypt; telehealth; gps
    """,
    # ------------------------------------------------------- 2025: merit
    "technical-skill": """
        calibrate; design review; inspect; inspection; analysis; analyze; analyse; calculate;
        model; simulate; test; tested; method; protocol; code; debug; profile; measure; sample;
        specification; engineering; engineer; technical; data; statistic; statistical; regression;
        query; index; architecture; diagnose; root cause; root-cause; lab; laboratory; audit trail;
        standard; valve; sensor; signal; load test; procedure; certify; read the code; manual;
        workpaper; formula; peer review; refactor
    """,
    "problem-solving": """
        find out why; found out why; find that; found that; found the cause; root cause; the cause;
        trace; diagnose; map; timed; followed; walk the; sort the; sorted; analyze; analysis;
        pattern; test; tested; pilot; experiment; tried; compare; option; options; alternative;
        data; sample; pull the; went through; read every; broke it down; break down; narrow;
        isolate; reproduce; fix; fixed; solution; solve; workaround; counted; interview
    """,
    "agility-and-resilience": """
        overnight; within hours; the same day; that night; in # days; in # hours; change course;
        changed course; switch; switched; pivot; adjust; adapt; start over; started over; setback;
        failed; failure; second try; backup; fallback; contingency; emergency; storm; flood;
        outage; shutdown; crisis; regroup; recover; redirect; rewrite the plan; scrap; scrapped;
        plan b; kept going; without power; reopen; improvise; on the fly
    """,
    # ------------------------------------------------------- 2025: leading people
    "accountability": """
        my mistake; my fault; took responsibility; take responsibility; answer for; hold myself;
        held myself; hold them to; held them to; performance plan; improvement plan; reprimand;
        remove; removed; fire; fired; demote; discipline; suspend; standard; standards; deadline;
        every week; weekly; every monday; every friday; review; posted; track; measure; audit;
        expectations; follow up; followed up; consequence; documented; apologize; in writing;
        missed; admit; admitted
    """,
    "developing-others": """
        mentor; coach; train; training; trained; teach; taught; shadow; rotate; rotation; detail;
        promote; promoted; promotion; apprentice; cross-train; feedback; career; let her; let him;
        let them; stretch; delegate; handed; her first; his first; pair; paired; course; class;
        certification; successor; deputy; grew; protege; one-on-one; supervisor course; ready for;
        acting; learn; workshop; academy; internship; intern
    """,
    "executive-judgment": """
        decide; decided; decision; choose; chose; weigh; weighed; risk; tradeoff; trade-off;
        option; options; refuse; refused; against the advice; against advice; say no; said no;
        hold off; delay; stop; stopped; close; closed; priority; consequence; if we; overrule;
        counsel; judgment; made the call; ordered; rather than; instead of; would not; cancelled;
        cancel; accept the
    """,
    # ------------------------------------------------------- 2025: results
    "operational-mindset": """
        schedule; daily; every morning; each morning; every day; stand-up; standup; checklist;
        process; step; steps; queue; backlog; cycle time; throughput; turnaround; on time;
        operations; dispatch; route; floor; walk the; walked the; drill; rehearse; standard;
        weekly; dashboard; measure; deadline; milestone; inspection; logistics; procedure;
        inventory; bottleneck; handoff; handover
    """,
    "innovation": """
        pilot; piloted; prototype; new way; first time; never been done; never done; invent;
        invented; design; designed; redesign; redesigned; experiment; trial; tried; idea; ideas;
        borrow; borrowed; from another; from industry; replace; replaced; rewrite; rewrote;
        built a; build a; created; create; new method; new tool; new form; scrap; scrapped;
        instead of; novel; alternative; reinvent; test it
    """,
    "strategic-thinking": """
        strategy; strategic; long term; long-term; five-year; # years; # year; plan; plans;
        roadmap; forecast; trend; trends; future; years ahead; priority; priorities; phase; phases;
        goal; goals; objective; mission; sequence; horizon; scenario; scenarios; capital plan;
        succession; workforce plan; before it; anticipate; anticipated; demand; model; invest;
        invested; risk
    """,
    # ------------------------------------------------------- 2006: leading change
    "creativity-and-innovation": """
        pilot; piloted; prototype; new way; first time; never been done; never done; invent;
        design; designed; redesign; experiment; trial; tried; idea; ideas; borrow; borrowed;
        from another; from industry; replace; replaced; rewrite; rewrote; built a; build a; create;
        created; new method; new tool; new form; scrap; scrapped; instead of; novel; asked why
    """,
    "external-awareness": """
        other agency; other agencies; other states; another state; abroad; overseas; industry;
        private sector; market; competitor; congress; press; media; trend; trends; law; bill;
        forecast; economy; public opinion; international; partner; partners; visited; visit;
        university; association; benchmark; census; demographic; neighboring; national
    """,
    "flexibility": """
        changed course; change course; changed the plan; change the plan; adjust; adjusted; adapt;
        adapted; switch; switched; new information; dropped; gave up; gave way; let go; reverse;
        reversed; changed my mind; rethink; rewrote; revise; revised; swap; swapped; compromise;
        instead; moved the date; shifted; overnight; on the fly; cut it to; when they told me
    """,
    "resilience": """
        setback; failed; failure; second try; start over; started over; kept going; kept at;
        did not give up; rejected; came back; went back; persist; persisted; pressure; criticism;
        critics; threat; threatened; lawsuit; grievance; opposition; recover; recovered; crisis;
        storm; vote of no confidence; exhausted; regroup; in spite; despite; next morning
    """,
    "vision": """
        vision; picture; where we; what it should; future; five years; ten years; long term;
        long-term; direction; told the story; story; why it mattered; town hall; every office;
        road show; painted; imagine; one page; in plain words; purpose; mission; rally;
        own version; shared; goal; plan; strategy; everyone could; translate
    """,
    # ------------------------------------------------------- 2006: leading people
    "conflict-management": """
        grievance; complaint; conflict; dispute; disagree; disagreement; mediate; mediation;
        mediator; sat them down; sat down with; brought them; in one room; same room; both sides;
        each side; separately; alone; apologize; apology; listened; heard; steward; ground rules;
        rules; agreement; settle; settled; argue; argument; shout; hostile; feud; resentment;
        truce; talk to each other; not speaking; face to face
    """,
    "leveraging-diversity": """
        diverse; diversity; background; backgrounds; bilingual; language; languages; spanish;
        translate; interpreter; minority; women; woman; disability; accommodation; accessible;
        culture; cultures; cultural; inclusion; different views; quiet; generation; generations;
        younger; older; tribal; religion; prayer; veterans; recruit from; outreach; blind;
        names off; panel of; perspective; perspectives
    """,
    "team-building": """
        team; one team; pair; paired; mixed; joint; stand-up; standup; lunch; morale; trust;
        celebrate; thank; thanked; credit; recognize; share; shared; cross-functional;
        working group; each other; teamed; rotate; co-locate; huddle; offsite; charter; roles;
        volunteer; volunteers; retention; let them; let the
    """,
    # ------------------------------------------------------- 2006: results
    "customer-service": """
        customer; customers; client; clients; caller; callers; applicant; applicants; patient;
        patients; veteran; veterans; claimant; claimants; user; users; passenger; visitor;
        visitors; resident; residents; survey; satisfaction; complaint; complaints; call back;
        called back; phone; counter; turnaround; plain language; form; response time; help desk;
        family; families; feedback
    """,
    "decisiveness": """
        decide; decided; decision; ordered; made the call; on the spot; that night; that day;
        same day; within the hour; within hours; immediately; at once; right away; without waiting;
        before the; stop; stopped; close; closed; shut; shut down; cancel; cancelled; pulled;
        grounded; overrule; against advice; no time; not enough information; refuse; refused;
        relieve; relieved; fired; would not wait
    """,
    "entrepreneurship": """
        pilot; new service; new product; new market; start; started a; launch; launched; fee; fees;
        revenue; income; customers; risk; calculated risk; invest; invested; return on;
        opportunity; sponsor; venture; sell; sold; grow; grew; lease; partner; royalty; prize;
        marketing; business case; build a; built a; reimbursable; bet
    """,
    "technical-credibility": """
        calibrate; inspect; inspection; analysis; analyze; calculate; model; test; tested; method;
        protocol; code; measure; sample; specification; engineering; technical; statistic;
        regression; architecture; diagnose; root cause; lab; laboratory; standard; valve; sensor;
        procedure; certify; certified; regulation; regulations; expert; experts; peer review;
        manual; drawing; drawings; chart; charts; formula
    """,
    # ------------------------------------------------------- 2006: business acumen
    "financial-management": """
        budget; cost; costs; save; saved; saving; savings; spend; spending; dollars; million;
        contract; contracts; invoice; invoices; audit; ledger; forecast; fund; funding;
        appropriation; deficit; shortfall; price; bid; bids; procurement; rebid; recompete;
        renegotiate; payback; return on; lease; reconcile; accounts; obligation; obligations;
        carryover; unit cost; fee; billing; cents
    """,
    "human-capital-management": """
        hire; hired; hiring; recruit; recruited; recruiting; vacancy; vacancies; position;
        positions; retention; turnover; attrition; staffing; workforce; succession; promote;
        promoted; job description; interview; selection; performance plan; award; awards; training;
        skills; competency; classification; onboarding; apprentice; retire; retirement; overtime;
        telework; reassign; reassigned; exit interview; candidate; candidates; pipeline
    """,
    "technology-management": """
        software; system; systems; database; spreadsheet; automate; automated; automation; online;
        portal; app; digital; scan; scanned; sensor; server; cloud; code; dashboard; upgrade;
        legacy; platform; tool; api; electronic; drone; camera; gis; migrate; migration; deploy;
        security; cyber; encrypt; vendor; requirements; users; pilot; go live; went live; cutover;
        data; backup; network
    """,
    # ------------------------------------------------------- 2006: coalitions
    "partnering": """
        partner; partners; partnership; coalition; alliance; joint; jointly; consortium;
        memorandum; agreement; mou; compact; share; shared; other agency; other agencies;
        neighboring; county; counties; tribe; tribes; university; nonprofit; industry; interagency;
        working group; task force; liaison; coordinate; cooperate; pool; common; each agency;
        both agencies; sister; lend; regional
    """,
    "political-savvy": """
        congress; senator; congressman; congresswoman; member; staffer; staffers; legislature;
        legislator; governor; mayor; council; commissioner; board member; before the vote;
        before the meeting; one by one; one at a time; privately; quietly; press; allies; ally;
        opponent; opponents; who stood to lose; whose support; counted votes; votes; vote; lobby;
        union president; headquarters; chief of staff; appointee; secretary; credit; support;
        brief; briefed
    """,
    "influencing-negotiating": """
        persuade; persuaded; convince; convinced; negotiate; negotiated; negotiation; bargain;
        trade; traded; in exchange; in return; concession; concede; conceded; offered; compromise;
        agree; agreed; agreement; consent; consensus; win over; won over; talked into; show them;
        showed them; objection; objections; terms; deal; settle; settled; give and take; gave way;
        asked what; get them to; got them to; buy-in
    """,
    # ------------------------------------------------------- 2006: fundamental
    "interpersonal-skills": """
        listened; apologize; sat with; sat down; face to face; coffee; lunch; kitchen; one-on-one;
        one by one; called each; visit; visited; thank; thanked; respect; trust; understand;
        private; privately; heard them; let them; feelings; courtesy; calm; patient; walked over;
        asked how; asked her; asked him; knew by name
    """,
    "oral-communication": """
        brief; briefed; briefing; speak; spoke; speech; testify; testified; hearing; town hall;
        present; presented; presentation; explain; explained; press conference; radio; interview;
        read aloud; out loud; plain words; answer; answered; phone; podium; microphone
    """,
    "integrity-honesty": """
        told the truth; truth; honest; admit; admitted; disclose; disclosed; refuse; refused;
        ethics; conflict of interest; recuse; gift; bribe; inspector general; whistleblower;
        apologize; apology; my mistake; in writing; would not sign; correct; corrected; falsify;
        falsified; fraud; audit; openly; in public; cover up
    """,
    "written-communication": """
        written; memo; memorandum; letter; draft; drafted; one-page; one page; guide; manual;
        rewrite; rewrote; edit; edited; plain language; publish; published; article; email;
        bulletin; newsletter; paper; proposal; in writing; brief; page; pages; form; script
    """,
    "continual-learning": """
        learn; learned; course; class; studied; study; degree; certify; certification; shadow;
        shadowed; asked to be taught; taught me; mentor; feedback; lesson; lessons; after-action;
        debrief; visit; visited; training; practice; night school; coach; review of;
        what went wrong; self-taught; conference
    """,
    "public-service-motivation": """
        the public; taxpayer; citizen; citizens; community; veteran; veterans; family; families;
        serve; served; service; mission; oath; volunteer; volunteered; resident; residents; lives;
        safety; children; patients; the people; town; county; farmers; neighbor
    """,
}
"""By id; the same id in both frameworks has the same cues."""

_OF_2025: dict[str, tuple[str, ...]] = {
    "commitment-to-the-rule-of-law-and-the-principles-of-the-american-founding": (
        "knowledge-of-the-american-system-of-government", "commitment-to-the-rule-of-law",
        "civic-mindedness",
    ),
    "driving-efficiency": ("fiscal-responsibility", "managing-resources", "leveraging-technology"),
    "merit-and-competence": ("technical-skill", "problem-solving", "agility-and-resilience"),
    "leading-people": ("accountability", "developing-others", "executive-judgment"),
    "achieving-results": ("operational-mindset", "innovation", "strategic-thinking"),
}  # fmt: skip
_OF_2006: dict[str, tuple[str, ...]] = {
    "leading-change": (
        "creativity-and-innovation", "external-awareness", "flexibility", "resilience",
        "strategic-thinking", "vision",
    ),
    "leading-people": (
        "conflict-management", "leveraging-diversity", "developing-others", "team-building",
    ),
    "results-driven": (
        "accountability", "customer-service", "decisiveness", "entrepreneurship",
        "problem-solving", "technical-credibility",
    ),
    "business-acumen": (
        "financial-management", "human-capital-management", "technology-management",
    ),
    "building-coalitions": ("partnering", "political-savvy", "influencing-negotiating"),
}  # fmt: skip
_FUNDAMENTAL_2006 = (
    "interpersonal-skills", "oral-communication", "integrity-honesty", "written-communication",
    "continual-learning", "public-service-motivation",
)  # fmt: skip


def competencies_of_ecq(ecq: str) -> tuple[frozenset[str] | None, frozenset[str]]:
    """What an answer to a question of an ECQ may show, and what it is meant to show.

    Args:
        ecq: the ECQ's id or title. A test holds these lists against the shipped frameworks.

    Returns:
        The ids of all competencies of its framework (None where both frameworks or none have
        such an ECQ), and those of the ECQ itself.
    """
    slug = "-".join(ecq.lower().replace(",", " ").split())
    meant = frozenset((*_OF_2025.get(slug, ()), *_OF_2006.get(slug, ())))
    if (slug in _OF_2025) == (slug in _OF_2006):
        return None, meant
    if slug in _OF_2025:
        return frozenset(c for ids in _OF_2025.values() for c in ids), meant
    return frozenset((*(c for ids in _OF_2006.values() for c in ids), *_FUNDAMENTAL_2006)), meant
