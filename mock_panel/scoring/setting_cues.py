"""Families of phrases that set a story out: the situation and the task.

How phrases are written: see `cues`.
"""

from mock_panel.scoring.cues import Family

SETTING: dict[str, Family] = {
    # ------------------------------------------------------------------ situation
    "when": Family(
        "when the story took place",
        """
        last year; last spring; last summer; last fall; last autumn; last winter; last month;
        this year; this spring; # years ago; # years earlier; # months ago; a few years ago;
        years ago; a couple of years ago; several years ago; some years ago; in my # year;
        in my first; in my last; in my second; when i was; when i 'd; when i had;
        when i took; when i came; when i became; when i managed; when i ran; when i led;
        when i worked; back when; while i was; at the time; that year; that spring;
        that summer; that winter; that fall; the year before; year of the; the spring of;
        the summer of; the fall of; the winter of; the year of; in the spring; in the fall;
        in the winter; in the summer; in january; in february; in march; in april; in may;
        in june; in july; in august; in september; in october; in november; in december;
        january; february; september; october; november; december; fiscal year; during the;
        the week; the day; the monday; one morning; one night; one day; my first week;
        my first month; my first year; early in my; # weeks before; # months before;
        # days before; # weeks after; # days after; # weeks away; # months away; the night;
        shortly after; recently; previously; until a few; for # years; for years;
        for a long time; over the years; a few months; by august; by then; since the;
        this winter; this fall; one winter; one summer; one spring; one fall; in week #;
        early in; late in; at the end of; at the start of; at the beginning of;
        in the middle of; the morning of; by spring; by summer
        """,
    ),
    "role": Family(
        "who the candidate was in it",
        """
        i was the; i was a; i was an; i was chief; i was director; i was deputy; i was head;
        i was regional; i was acting; i was in charge; i was running; i was serving;
        i was working; i was responsible for; i was brought; i was appointed; i was assigned;
        i was hired; i 'd been; i had been; i had just; i 'd just; i had a; i 'd only;
        i led a; i ran a; i ran the; i managed; i headed; i oversaw; i supervised;
        i commanded; i took command; i took over; i inherited; i became; i joined;
        i served as; as the; as a; as an; as director; as chief; as deputy; as dean; as head;
        as vice; as branch; as acting; as manager; as regional; as program; as division;
        as section; as associate; as assistant; in my role; in my position; in my job;
        my first job; my team was; my office; my division; my branch; my agency;
        my department; our agency; our office; our department; our bureau; our division;
        our branch; our county; our hospital; our school; our organization; our program;
        our unit; at the agency; at the department; at the hospital; at the time i
        """,
    ),
    "scale": Family(
        "how large it was: people, money, places",
        """
        # people; # employees; # staff; # personnel; # civilians; # contractors; # workers;
        # members; # nurses; # officers; # engineers; # attorneys; # inspectors; # analysts;
        # agents; # soldiers; # sailors; # teachers; # students; # patients; # families;
        # offices; # sites; # states; # counties; # schools; # facilities; # stations;
        # hospitals; # branches; # divisions; # departments; # agencies; # countries;
        # towns; # cases; # claims; # files; # applications; # calls; # requests; # permits;
        # contracts; # units; # vehicles; # ships; # miles; # acres; # homes; # beds;
        # million; # billion; # thousand; million dollars; billion dollars; million people;
        budget of; staff of; team of; crew of; a portfolio of; the largest; the biggest;
        nationwide; statewide; agency-wide; department-wide; government-wide;
        across the country; across the agency; across the department
        """,
    ),
    "problem": Family(
        "what was wrong",
        """
        problem; problems; issue; issues; trouble; crisis; failing; failed; failure;
        failures; broken; behind; backlog; backlogs; late; overdue; delay; delays; delayed;
        outdated; complaint; complaints; complained; complaining; error; errors; mistake;
        mistakes; shortage; shortfall; deficit; overspent; over budget; losing; lost;
        low morale; morale; turnover; attrition; vacancies; vacancy; vacant; conflict;
        conflicts; tension; hostile; distrust; mistrust; angry; furious; resented; hated;
        feared; afraid; worried; skeptical; tired; exhausted; overtime; burnout; sick leave;
        stuck; stalled; chaos; chaotic; mess; messy; worse; worst; worsening; slow;
        duplicate; duplicated; inconsistent; unclear; confused; could not; couldn't; would not;
        wouldn't; unable; unwilling; accident;
        accidents; injury; injuries; incident; incidents; outage; outages; crash; crashed;
        breach; flood; fire; hurricane; storm; outbreak; audit finding; findings; lawsuit;
        grievance; grievances; leaking; collapsed; collapsing; dying; died; killed; hurt;
        missing; gaps; gap; struggling; struggled; suffering; suffered; short of;
        short-staffed; understaffed; aging; too many; too few; not enough; too long;
        too slow; waiting; waited; pressure; disagreed; disagreement; not speaking; no trust;
        nobody trusted; bottleneck; wasted; discovered that; it turned out; turned out;
        the trouble was; the problem was; what i heard; what i found; had stopped; stopped;
        at odds; blamed; blaming; threatened; threatening; was being;
        were being; climbing; piling; piled;
        backed up; out of control; under fire; overwhelmed; neglected;
        missed; wrong; leaving; quit; resigned; resignations; dispute; disputes; quarrel;
        fell out; defect; defects; rejected; gave up; ran out; running out; expired; unpaid;
        paid twice; owed; debt; debts; stolen; theft; nobody knew; no one knew;
        nobody had noticed; nobody wanted; out of date; upset; out the door; out of the door;
        around the block; stood still; idle; down for; rework; broke; breaking; falling;
        turned away; no-shows; unsafe; injured; leak; leaks; leaked; rumor; rumors; fraud;
        bullying; harassment; violation; violations; out of compliance; ignored; did not trust;
        didn't trust; argument; arguments; rude; bottlenecks; twice as long; took weeks;
        took months; double what; faster than we; had left; walked away
        """,
    ),
    "stakes": Family(
        "what hung on it, and what bound the candidate's hands",
        """
        at stake; at risk; risk; risks; risked; danger; dangerous; threat; threaten;
        deadline; hearing; congress; congressional; inspector general; audit; auditors;
        accreditation; inspection; lawsuit; court order; court; press; news; newspaper;
        public safety; safety; lives; patients; victims; veterans; families; shut down;
        shutdown; close the; lose the; losing the; pull the money; funding; penalty;
        penalties; fines; no money; no budget; no authority; no extra; no additional;
        no relief; no new; frozen; hiring freeze; freeze; only #; weeks left; months left;
        days left; limited; constraint; constraints; mandate; mandated; statute;
        required by law; by law; no precedent; without authority; no power; could not raise;
        couldn't raise; on top of that; to make matters worse; evening news; governor;
        stakes; critical; could be closed; going to; about to; would have;
        or ~ * would; or ~ * * would; or he 'd; or she 'd; or they 'd; or we 'd; or i 'd;
        or lose; lapse; or else; last chance; due in; due by; due on; bankrupt; bankruptcy;
        ruin; lose its; lose our; lose their; lose his; lose her; cut off; on the line;
        final warning; probation; in jeopardy; jeopardy
        """,
    ),
    "background": Family(
        "words that announce the background",
        """
        background; context; situation; the situation was; the setting; the challenge;
        the challenge was; there was; there were; there had been; this was; it was;
        this goes back; it started; it began; at that point; to give you; the background;
        some context; had been; had become; had grown; had never; had always; was seen;
        was known
        """,
    ),
    # ------------------------------------------------------------------ task
    "charge": Family(
        "the candidate's own charge, goal or promise",
        """
        asked me to; told me to; wanted me to; tasked me; tasked with; was tasked;
        was asked to; was told to; told to; directed me; directed to; charged me;
        charged with; assigned me; assigned to; put me in charge; gave me #; gave me the;
        gave me until; gave me a; expected me; ordered me; my job; my task; my charge;
        my goal; my goals; my aim; my objective; my mission; my mandate; my assignment;
        my role was; my responsibility; my duty; my brief; my part was; my promise; the goal;
        the goal was; the task; the aim; the objective; the assignment; the mandate;
        the target was; our goal; our task; our target; the job was; the mission;
        i was responsible; i was asked; i was told; i was charged; i was tasked; i was given;
        i was expected; i was to; i needed to; i needed a; i had to; i had until;
        i wanted to; i set out; i set myself; i promised; i committed; i took it on; i owned;
        i owed; i made it my; it fell to me; fell to me; it was up to me; it was on me;
        was mine to; needed to; had to be; in charge of; responsible for; accountable for;
        accountable; we needed to; we had to; take it as my; my first duty; i decided that i;
        i 'd own; i told the board; i told the commission; held me; give me until; as my job;
        by the end of the;
        i wanted; i meant to; set me; asked if i; asked whether i; asked me if;
        asked me whether; was the order; was mine; i intended to; i was determined; i vowed;
        i pledged; my instruction; my instructions; my orders; instructions were;
        instruction was; wanted it fixed; wanted it done; made me responsible; handed me;
        landed on my; i took charge; i volunteered; the order was; the ask was
        """,
    ),
}
