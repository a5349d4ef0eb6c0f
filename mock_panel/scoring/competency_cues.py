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
        judge; constitutional; the constitution; first amendment; fourth amendment; oath; in
        writing; refuse to sign; refuse; would not sign; decline; put it in writing; appeal; rights;
        equal treatment; same rule; same rules; no exception; authority to; no authority; had no
        authority; recuse; conflict of interest; ethics; inspector general; comply; compliance;
        ruling; notice; hearing; precedent; lawful order; disclose; reported it; the rule; rule;
        record; instruction; order; written order; inspector; general; read the law; memo; evidence;
        file; search; seize; consent; named; equally; document; sworn; hear it
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
        overpay; overpayment; waste; wasteful; duplicate; lease; rent; cancel; terminate the
        contract; rebid; recompete; renegotiate; price; unit cost; fund; funding; appropriation;
        deficit; surplus; under budget; per unit; ledger; cents; refund; recover; overtime; return
        the money; payback; license; vendor; bill; bills; travel; thousand; money; a year; pay;
        paid; unused; paying; owed; return; copier; meter; cheap; cheaper; per month; penny; charge;
        subscription
    """,
    "managing-resources": """
        move # people; move people; reassign; reallocate; position; vacancy; space; square feet;
        warehouse; vehicle; fleet; equipment; inventory; stock; schedule; overtime; consolidate;
        share; pool; lend; borrow; loan; truck; building; office space; workload; capacity; backlog;
        bench; priority; triage; cut the list; sort the; supply; desk; shop; copier; spare; van;
        bus; car; hours of; per; shelf; storeroom; staff; crew; night; split; trade; gas; fuel;
        paper; printer; meter; seat; unused; idle; room
    """,
    "leveraging-technology": """
        software; system; database; spreadsheet; script; automate; automatic; automation; online;
        portal; app; digital; digitize; scan; scanner; sensor; barcode; server; cloud; code; data;
        dashboard; tablet; phone; website; upgrade; legacy; platform; tool; bot; interface; api;
        pilot the; electronic; e-filing; drone; camera; gis; model; machine learning; migrate;
        migration; deploy; pipeline; cyber; security patch; encrypt; telehealth; gps; by hand;
        macro; formula; scripts; file; upload; log in; login; screen; tag; text message; laptop;
        web; query; field; template; tracker; radio
    """,
    # ------------------------------------------------------- 2025: merit
    "technical-skill": """
        calibrate; design review; inspect; inspection; analysis; analyze; analyse; calculate; model;
        simulate; test; tested; method; protocol; code; debug; profile; measure; sample;
        specification; engineering; engineer; technical; data; statistic; statistical; regression;
        query; index; architecture; diagnose; root cause; root-cause; lab; laboratory; audit trail;
        standard; valve; sensor; signal; load test; procedure; certify; read the code; manual;
        workpaper; formula; peer review; refactor; fault; cold; pressure; pump; fail; failure;
        watch; level; figure; wire; circuit; microscope; log; logs; crash; leak; weld; replace;
        install; read the; temperature; reading; chart; error; bug; version; trace; isolate
    """,
    "problem-solving": """
        find out why; found out why; find that; found that; found the cause; root cause; the cause;
        trace; diagnose; map; timed; followed; walk the; sort the; sorted; analyze; analysis;
        pattern; pilot; experiment; tried; compare; alternative; sample; pull the; went through;
        read every; broke it down; break down; narrow; isolate; reproduce; fix; fixed; solution;
        solve; workaround; counted; went back         through; turn out; turned out; the reason; ask
        why; asked why; watch; notice; look         for; figure out; work out; the trouble was; what
        was wrong; side by side; rule out; ruled         out; lay out; laid out; track down; the
        real; spot; every file
    """,
    "agility-and-resilience": """
        overnight; within hours; the same day; that night; in # days; in # hours; change course;
        changed course; switch; switched; pivot; adjust; adapt; start over; started over; setback;
        failed; failure; second try; backup; fallback; contingency; emergency; storm; flood; outage;
        shutdown; crisis; regroup; recover; redirect; rewrite the plan; scrap; scrapped; plan b;
        kept going; without power; reopen; improvise; on the fly; same day; instead; by hand; next
        morning; generator; reroute; borrow; kept; by noon; hours later; lost; ran out; broke down;
        out of; by radio; on paper; until; spare; move the; moved the; hold the; stayed
    """,
    # ------------------------------------------------------- 2025: leading people
    "accountability": """
        my mistake; my fault; took responsibility; take responsibility; answer for; hold myself;
        held myself; hold them to; held them to; performance plan; improvement plan; reprimand;
        remove; removed; fire; fired; demote; discipline; suspend; standard; standards; deadline;
        every week; weekly; every monday; every friday; review; posted; track; measure; audit;
        expectations; follow up; followed up; consequence; documented; apologize; in writing;
        missed; admit; admitted; my own mistake; my name; name on; own up; told him why; told her
        why; wrote up; by name; on the wall; date for; gave him #; gave her #; # days to; in his
        file; report to; my decision; i had missed; said so; show the figure; show my; told the
        inspector; tell the inspector; refer; what was due; met the date; sign for; keep a list;
        tally; in front of; hold to
    """,
    "developing-others": """
        mentor; coach; train; training; trained; teach; taught; shadow; rotate; rotation; detail;
        promote; promoted; promotion; apprentice; cross-train; feedback; career; let her; let him;
        let them; stretch; delegate; handed; her first; his first; pair; paired; course; class;
        certification; successor; deputy; grew; protege; one-on-one; supervisor course; ready for;
        acting; learn; workshop; academy; internship; intern; pass the; the exam; show her; showed
        her; show him; showed him; sat with; let her run; let him run; on her own; on his own; new
        hire; junior; trainee; took over; graduate; learned to; one of them; lead the; rookie;
        recruit; tutor; explain to; watched me; watch me; teaches; trains; qualify
    """,
    "executive-judgment": """
        decide; decided; decision; choose; chose; weigh; weighed; risk; tradeoff; trade-off; option;
        options; refuse; refused; against the advice; against advice; say no; said no; hold off;
        priority; consequence; if we; overrule; counsel; judgment; made the call; rather than;
        instead of; would not; cancelled; cancel; accept the; by noon; took the risk; the lesser;
        keep open; kept open; on my authority; release
    """,
    # ------------------------------------------------------- 2025: results
    "operational-mindset": """
        schedule; daily; every morning; each morning; every day; stand-up; standup; checklist;
        process; step; steps; queue; backlog; cycle time; throughput; turnaround; on time;
        operations; dispatch; route; floor; walk the; walked the; drill; rehearse; standard; weekly;
        dashboard; measure; deadline; milestone; inspection; logistics; procedure; inventory;
        bottleneck; handoff; handover; shift; crew; roster; rota; calendar; whiteboard; on the wall;
        each day; every week; list; by hand; sequence; truck; hour; turn; the board; count; tally;
        line up; trailer; load; on the floor; night shift
    """,
    "innovation": """
        pilot; piloted; prototype; new way; first time; never been done; never done; invent;
        invented; design; designed; redesign; redesigned; experiment; trial; tried; idea; ideas;
        borrow; borrowed; from another; from industry; replace; replaced; rewrite; rewrote; built a;
        build a; created; create; new method; new tool; new form; scrap; scrapped; instead of;
        novel; alternative; reinvent; test it; nobody had; sketch; draw; try it; tried it; from
        scratch; the first; combine; test; invite; a new; turn it
    """,
    "strategic-thinking": """
        strategy; strategic; long term; long-term; five-year; roadmap; forecast; trend; trends;
        future; years ahead; priority; priorities; phase; phases; goal; goals; objective; mission;
        horizon; scenario; scenarios; capital plan; succession; workforce plan; anticipate;
        anticipated; demand; invest; invested; in the long run; climate; population; growth; ten
        years
    """,
    # ------------------------------------------------------- 2006: leading change
    "creativity-and-innovation": """
        pilot; piloted; prototype; new way; first time; never been done; never done; invent; design;
        designed; redesign; experiment; trial; tried; idea; ideas; borrow; borrowed; from another;
        from industry; replace; replaced; rewrite; rewrote; built a; build a; create; created; new
        method; new tool; new form; scrap; scrapped; instead of; novel; asked why; nobody had; made
        a; sketch; draw; drew; try it; tried it; own design; own money; test; buy a; bought; spare;
        glue; turn it; model; from scratch; the first; combine; homemade; by hand
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
        instead; moved the date; shifted; overnight; on the fly; cut it to; when they told me; new
        plan; second plan; threw out; turn around; other way; took back; withdrew; that was wrong; i
        was wrong; let it go; put off; in its place
    """,
    "resilience": """
        setback; failed; failure; second try; start over; started over; kept going; kept at; did not
        give up; rejected; came back; went back; persist; persisted; pressure; criticism; critics;
        threat; threatened; lawsuit; grievance; opposition; recover; recovered; crisis; storm; vote
        of no confidence; exhausted; regroup; in spite; despite; next morning; again; second time;
        try again; tried again; stay; stayed; kept on; keep on; rebuilt; rebuild; start again;
        started again; hold out; did it anyway; no one else; went on; told me no; turn down; turned
        down
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
        rules; agreement; settle; settled; argue; argument; shout; hostile; feud; resentment; truce;
        talk to each other; not speaking; face to face; the two of them; both of them; each of them;
        together; his side; her side; stop speaking; each other; swap; take turns; lunch; listen;
        what bother; what each; the other one; stop talking; calm; temper; the quarrel; the fight;
        put a stop
    """,
    "leveraging-diversity": """
        diverse; diversity; background; backgrounds; bilingual; language; languages; spanish;
        translate; interpreter; minority; women; woman; disability; accommodation; accessible;
        culture; cultures; cultural; inclusion; different views; quiet; generation; generations;
        younger; older; tribal; religion; prayer; veterans; recruit from; outreach; blind;
        names off; panel of; perspective; perspectives
    """,
    "team-building": """
        one team; pair; paired; mixed; joint; stand-up; standup; lunch; morale; trust; celebrate;
        thank; thanked; credit; recognize; share; shared; cross-functional; working         group;
        each other; teamed; rotate; co-locate; huddle; offsite; charter; volunteer; volunteers;
        retention; mix; the two shift; take turns; circle; one of         each; breakfast; newcomer;
        sit together; sat together; work together
    """,
    # ------------------------------------------------------- 2006: results
    "customer-service": """
        customer; customers; client; clients; caller; callers; applicant; applicants; patient;
        patients; veteran; veterans; claimant; claimants; user; users; passenger; visitor; visitors;
        resident; residents; survey; satisfaction; complaint; complaints; call back; called back;
        phone; counter; turnaround; plain language; form; response time; help desk; family;
        families; feedback; guest; lady; wait; waiting; line; queue; desk; in person; refund; sorry;
        apologize; call her; call him; call them; at the door; on the phone; regular; order; answer
        the; buyer; member; student; parent; tenant; wrote back
    """,
    "decisiveness": """
        decide; decided; decision; ordered; made the call; on the spot; that night; that day; same
        day; within the hour; within hours; immediately; at once; right away; without waiting; shut;
        shut down; grounded; overrule; against advice; no time; not enough information; relieve;
        relieved; fired; would not wait; that morning; by noon; at noon; same night; sent
        home; my order; waited for nobody; by evening; turn back; i said no
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
        manual; drawing; drawings; chart; charts; formula; fault; pressure; pump; failure; reading;
        temperature; wire; circuit; log; logs; install; replace; trace; isolate; weld
    """,
    # ------------------------------------------------------- 2006: business acumen
    "financial-management": """
        budget; cost; costs; save; saved; saving; savings; spend; spending; dollars; million;
        contract; contracts; invoice; invoices; audit; ledger; forecast; fund; funding;
        appropriation; deficit; shortfall; price; bid; bids; procurement; rebid; recompete;
        renegotiate; payback; return on; lease; reconcile; accounts; obligation; obligations;
        carryover; unit cost; fee; billing; cents; bill; bills; thousand; money; pay; paid; owed;
        books; reserve; cash; travel; a year; quarter; debt; overrun; reprogram; transfer; unspent;
        credit; account
    """,
    "human-capital-management": """
        hire; hired; hiring; recruit; recruited; recruiting; vacancy; vacancies; position;
        positions; retention; turnover; attrition; staffing; workforce; succession; promote;
        promoted; job description; interview; selection; performance plan; award; awards; training;
        skills; competency; classification; onboarding; apprentice; retire; retirement; overtime;
        telework; reassign; reassigned; exit interview; candidate; candidates; pipeline; departure;
        leave; left; new hire; post; shift; exam; opening; quit; resign; grade; raise; schedule;
        list; applicant; applicants; stay
    """,
    "technology-management": """
        software; system; systems; database; spreadsheet; automate; automated; automation; online;
        portal; app; digital; scan; scanned; sensor; server; cloud; code; dashboard; upgrade;
        legacy; platform; tool; api; electronic; drone; camera; gis; migrate; migration; deploy;
        security; cyber; encrypt; vendor; requirements; users; pilot; go live; went live; cutover;
        data; backup; network; laptop; screen; login; old system; new system; test; install;
        license; version; rollback; outage
    """,
    # ------------------------------------------------------- 2006: coalitions
    "partnering": """
        partner; partners; partnership; coalition; alliance; joint; jointly; consortium; memorandum;
        agreement; mou; compact; share; shared; other agency; other agencies; neighboring; county;
        counties; tribe; tribes; university; nonprofit; industry; interagency; working group; task
        force; liaison; coordinate; cooperate; pool; common; each agency; both agencies; sister;
        lend; regional; met with; meet with; elder; council; offer; split; their own; join; mutual;
        chamber; district; bureau; tribal; the state; utility; both side; each side; sign; in
        common; hospital; invite; together; landowner; ranger; foundation
    """,
    "political-savvy": """
        congress; senator; congressman; congresswoman; member; staffer; staffers; legislature;
        legislator; governor; mayor; council; commissioner; board member; before the vote; before
        the meeting; one by one; one at a time; privately; quietly; press; allies; ally; opponent;
        opponents; who stood to lose; whose support; counted votes; votes; vote; lobby; union
        president; headquarters; chief of staff; appointee; secretary; credit; support; brief;
        briefed; ask what; before anyone; at home; in his office; in her office; ahead of; chairman;
        chair; side; heard first; let him announce; let her announce; who would; want from
    """,
    "influencing-negotiating": """
        persuade; persuaded; convince; convinced; negotiate; negotiated; negotiation; bargain;
        trade; traded; in exchange; in return; concession; concede; conceded; offered; compromise;
        agree; agreed; agreement; consent; consensus; win over; won over; talked into; show them;
        showed them; objection; objections; terms; deal; settle; settled; give and take; gave way;
        asked what; get them to; got them to; buy-in; offer; propose; suggest; what they want; what
        he want; what she want; ask what; say yes; said yes; come round; came round; come around;
        came around; change his mind; changed his mind; changed her mind; half of it; drop their;
        vote; walk them through; talk to each; bring him; brought him; let them keep; gave them;
        sign; in the end he; in the end she; in the end they; put to; meet with; met with; argue
    """,
    # ------------------------------------------------------- 2006: fundamental
    "interpersonal-skills": """
        listened; apologize; sat with; sat down; face to face; coffee; lunch; kitchen; one-on-one;
        one by one; called each; visit; visited; thank; thanked; respect; trust; understand;
        private; privately; heard them; let them; feelings; courtesy; calm; patient; walked over;
        asked how; asked her; asked him; knew by name; sat beside; sit with; sat next; ask if; asked
        if; ask what; asked what; let her; let him; say sorry; said sorry; smile; talk with; hear;
        what worried; told me; tea; walk with; by name; cried; quiet
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
