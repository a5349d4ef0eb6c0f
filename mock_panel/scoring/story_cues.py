"""Families of phrases that tell what was done and what came of it: action and result.

How phrases are written: see `cues`.
"""

from mock_panel.scoring.cues import Family

STORY: dict[str, Family] = {
    # ------------------------------------------------------------------ action
    "decide": Family(
        "a decision",
        """
        i decided; decided; i chose; chose; i refused; refused; decision; i said no;
        i made the call; made the call; i picked; i settled on; i opted; i insisted;
        insisted; i ruled; i made it a rule; my rule; i declined; i stopped; i ended;
        i cancelled; i canceled; i cut; i gave up; gave up; i put off; i turned down;
        i overruled; i would not sign; i wouldn't sign; i drew a line;
        i dropped; i scrapped; i abolished; i struck; i withdrew; i postponed; i suspended;
        i froze; i halted; i banned; i reversed; i accepted; i agreed to; i would not;
        i wouldn't; i traded; i let go; i left it; i left them; i held off; i shut; i closed;
        i overrode; i waived; i ruled out; i rejected; i vetoed; i went with; i took the blame
        """,
    ),
    "reason": Family(
        "why it was done so",
        """
        because; so that; in order to; rather than; instead of; in place of; not to;
        the reason; since; so nobody; so no; so they; so people; which meant;
        in exchange for; in return; knowing that; to make sure; to see; to find; to show;
        to keep; on the ground; in case; so it; unless; without waiting; as opposed
        """,
    ),
    "people": Family(
        "people the candidate dealt with",
        """
        union; unions; steward; stewards; board; counsel; attorney; lawyer; lawyers; deputy;
        deputies; chief; chiefs; director; directors; supervisor; supervisors; manager;
        managers; staff; team; crew; crews; employee; employees; vendor; contractor;
        contractors; commissioner; commissioners; council; mayor; governor; secretary;
        administrator; committee; senator; congressman; congresswoman; staffers;
        stakeholders; partners; colleagues; peers; critics; critic; opponents; skeptics;
        community; tribe; tribal; residents; owners; customers; clients; officer; officers;
        analyst; analysts; engineer; engineers; nurse; nurses; doctor; doctors; physicians;
        surgeons; captain; captains; commander; colonel; general; sergeant; principal;
        teachers; faculty; dean; chair; auditor; auditors; inspector; inspectors; scientist;
        scientists; technicians; operators; drivers; farmers; landowners; industry; hr;
        budget office; them; each of; everyone; everybody; sheriff; judge; boss; admiral;
        president; agents; agent; superintendent; vice president; undersecretary;
        clerk; clerks; examiner; examiners; foreman; foremen; technician; specialist;
        specialists; developers; programmers; guards; rangers; volunteers; reviewers;
        schedulers; biologist; biologists; applicants; tenants; parents; workers; mechanics;
        mechanic; welders; supplier; suppliers; vendors; widow; my boss; the men; the women
        """,
    ),
    "obstacle": Family(
        "what or who stood in the way",
        """
        objected; objection; objections; pushed back; pushback; push back; resisted;
        resistance; balked; opposed; opposition; refused; refusing; sued; grievance;
        complained; walked out; over her dead body; over my dead body; did not want;
        didn't want; didn't like; hated it; would not; wouldn't; said no; was against;
        were against; dead against; not happy; weren't pleased; wasn't pleased; unhappy;
        held back; skeptical; reluctant; thought i was; thought it was; thought we were;
        said it could not; said it couldn't; threatened; feared; afraid; worried;
        when the union; when the; when they; when one; when he; when she; despite;
        even though; although; setback; went wrong; failed; choked; broke down; stalled;
        grumbled; grumbling; argued; disagreed; however; not everyone; a trap; criticized;
        critics; missing; behind; if they; if he; if she; if the; if one; furious; fought me;
        fought it; fought us; blocked; refuses; refuse to; non-concurred; nonconcurred;
        unfair labor practice; cold feet; dragged their feet; dug in;
        raised a concern; raised concerns; predicted; appealed; grieved; filed a grievance;
        doubted; suspicious; laughed at; mocked; protested; muttering; vetoed; stonewalled;
        pulled out; backed out; not convinced; unconvinced; wary; hesitant; hesitated; uneasy;
        said it would; would not sign; would not hear; called it
        """,
    ),
    "sequence": Family(
        "the order of steps",
        """
        first; second; third; then; next; after that; afterwards; before that; finally; also;
        in addition; once; meanwhile; at the same time; from then on; that same day;
        the next morning; the next day; the next week; every week; every morning;
        every friday; each week; each morning; weekly; each friday; every monday; before any;
        before anything; in the first week; in week; by week; by day; at week; to start;
        to begin; start by; started by; began by; step; first step was; first thing i did;
        what i did; so i; i then; then i; next i; i also; i personally
        """,
    ),
    "how": Family(
        "the means of an act: meetings, papers, pilots, training",
        """
        meeting; meetings; met; plan; pilot; piloted; trial; tested; training; trained; rule;
        rules; policy; memo; memorandum; agreement; contract; contracts; schedule; list;
        chart; dashboard; spreadsheet; template; checklist; script; standard; standards;
        report; reports; review; process; system; workshop; briefing; briefings; drill;
        drills; working group; task force; committee; town hall; one-on-one; one-on-ones;
        interviews; interviewed; survey; surveyed; data; numbers; budget; money; positions;
        in person; face to face; by hand; one by one; on site; alone; by phone; every; each;
        personally; myself; with me; with them; in writing; a room
        """,
    ),
    # ------------------------------------------------------------------ result
    "outcome": Family(
        "verbs and words of outcome",
        """
        fell; dropped; declined; decreased; shrank; went down; came down; cut by; down from;
        down to; rose; climbed; grew; increased; went up; up from; up to; improved;
        improvement; doubled; tripled; halved; reached; exceeded; surpassed;
        met the deadline; met our; met the; hit the target; achieved; delivered; completed;
        finished; cleared; closed; eliminated; resolved; recovered; saved; savings; reduced;
        gained; earned; won; passed; survived; succeeded; success; successful; worked out;
        it worked; that worked; worked well; disappeared; vanished; withdrawn; withdrew;
        stopped; ended; signed; adopted; approved; renewed; opened; reopened;
        reached agreement; agreed; launched; went live; on time; on schedule;
        ahead of schedule; under budget; on budget; early; back on track; back to;
        brought back; returned; turned around; stabilized; stabilised; went through;
        went from; moved from; came back; came in; took over; took up; followed; result;
        results; as a result; outcome; the upshot; ended up; turned out; paid off;
        made a difference; certified; re-certified; accredited; certification;
        without a single; without one; not one; not a single; no one was; none of; nobody;
        no longer; zero; went well; happier; happy; pleased; better; smoother; smoothly;
        faster; quicker; fewer; less; more; higher; lower; stronger; easier; cheaper; safer;
        calmer; the most; the best; are talking; runs; run; still; stayed; remained; kept;
        held at; nobody has; has been; have been; graduated; got their; got the; got it;
        got there; got out; was decided; were met;
        cut the cost; cut costs; cut the time; cut the wait; costs by; cost by; was gone; is gone;
        were gone; are gone;
        fallen; risen; eased; shorter; shortened; is down; are down; was down; down by;
        was paid; were paid; is up; are up; to none; to nothing; gone to; have left; has left;
        none has; none have
        """,
    ),
    "closing": Family(
        "words that announce the outcome",
        """
        as a result; the result; the results; in the end; by the end; at the end of the;
        by the time; within a; within #; within six; after that; ultimately; the outcome;
        what came of it; today; now; nowadays; to this day; these days; since then;
        ever since; since; a year later; # years later; # months later; # weeks later;
        months later; years later; the following year; the next year; the next audit;
        the next survey; the following; that year; that season; this year; so far;
        in the first year; in the first month; in the first full; over the next;
        over the year; in # months; in # years; in # days; in # weeks; the impact;
        the effect; because of this; it paid; it turned; we finished; we ended; we met;
        we got; we made; we went; we had; at the next; by #; by march; by april; by june;
        by summer; by spring; by fall; by december; by january; by thanksgiving; by may;
        by september; by october; on #; after #
        """,
    ),
    "measure": Family(
        "a measured quantity",
        """
        # percent; # per; # days; # hours; # minutes; # weeks; # months; # years; # points;
        # dollars; # cents; # %; percent; per cent; percentage; # out of; # of the; # of #;
        # in #; # million; a third; a quarter; half of; by half; by a third; by a quarter;
        # times; # fewer; # more; # a year; # a week; # a month; # a day; dollars; score;
        scores; rate; rating; ratings; average; median
        """,
    ),
    "change": Family(
        "before and after",
        """
        from # to #; from # % to; from # percent to; from # * to #; from # * * to #;
        down from; up from; against #; compared to; compared with; than before;
        than the year; the year before; used to; went from; dropped from; fell from;
        rose from; to # from; # from #; instead of #; was # and; it was #; no longer;
        anymore; any more; back to; at first; before and after; twice as; half as; half of;
        by half; doubled; halved; fewer than; less than; more than; better than; under #;
        below #; above #; and now; is now; are now; now #;
        by # percent; by # %; by # million; by # a; by a third;
        went to #; fallen from; risen from; where it had been; where it used to; where it was;
        where there had been; it used to; it had been; had taken #; half what; half of what;
        where before; where normally; where once; twice what; to none; to zero; to nothing;
        down by; up by; where it had taken
        """,
    ),
    "lasting": Family(
        "that it lasted",
        """
        still; has stayed; have stayed; stayed; stays; to this day; years later;
        # years later; ever since; since then; # years on; years on; permanent; permanently;
        lasting; has held; have held; held; stuck; it stuck; has never; have never;
        never again; has not; hasn't; haven't; have not; in every; every year since;
        each year; # years running; years after; after i left; after i had left;
        in the # years; standard practice; is now policy; became policy; became the standard;
        became the rule; became the norm; became the way; in use;
        in place; sustained; two seasons; # seasons; for good; quarters; following year;
        sixth year; is in the; are used; is used; runs on; continues; continued;
        institutionalized; written into; remains; remain; # straight;
        since .; since ,; it has held; these days; nowadays; still use; still uses;
        still in use; years have; has lasted; lasted; never went back; nobody has gone back;
        standing order; is standard; standard now; became routine; in force; the rule now;
        does it now; do it now; do it still; does it still; three years on; since i left;
        we 've been there
        """,
    ),
    "spread": Family(
        "that others took it up",
        """
        adopted by; adopted; copied; other offices; other agencies; other regions;
        other wards; other sites; # other; nine other; sister office; sister agency; sister unit;
        sister school; sister company; sister site; sister offices; sister agencies; sister units;
        sister schools; sister companies; sister sites; sister lab; sister labs; sister laboratory;
        sister laboratories; sister hospital; sister hospitals; sister bureau; sister bureaus;
        sister base; sister bases; sister college; sister colleges; sister region; sister regions;
        sister yard; sister yards; sister plant; sister plants; sister station; sister stations;
        sister ship; sister ships; sister store; sister stores; sister clinic; sister clinics;
        nationwide; statewide;
        rolled out; model for; a model; the model; template for; regional policy; national;
        agency-wide; department-wide; across the; took over; took it up; asked for; asked us;
        asked me to teach; borrowed; use it; uses it; use our; uses our; use my; use the;
        uses the; used at; used in; used by; picked up; spread; spread to; replicated;
        every county; every region; each of the; the whole department; the whole agency;
        the whole region; the whole bureau; the whole command; the whole company;
        the whole division; hiring manual; send us; run on our; made it the standard;
        made it standard; made it mandatory; mandatory in; made it policy; made it a rule;
        rolled it out; rolling it out; into the regulation; in the regulation;
        became the standard; headquarters made;
        done the same; did the same; do the same; as a model;
        taken over; taken it on; took it on; taken it up; taken up; have taken; on our model;
        our model; on my model; entire state; entire agency; entire department; entire bureau;
        entire region; entire company; whole state; whole county; whole city; into the statute;
        in the statute; into policy; into law; in the handbook; the other #; other counties;
        other districts; other states; other shops; other stores; other departments;
        other teams; other units; other divisions; other bureaus; other plants; other stations;
        other hospitals; other schools; other services; other clinics; next door; neighboring;
        sends its; send their; came to see; come to see; came to look; copies it; copied it;
        borrowed it
        """,
    ),
    "served": Family(
        "those who gain by an outcome",
        """
        the public; taxpayers; taxpayer; citizens; residents; resident; veterans; veteran; families;
        family; patients; patient; victims; applicants; applicant; claimants; claimant; customers;
        customer; clients; users; user; callers; passengers; drivers; farmers; fishermen; students;
        children; kids; parents; teachers; tenants; landlords; businesses; owners; visitors;
        travelers; travellers; readers; soldiers; sailors; marines; officers; inmates; employees;
        staff; crews; crew; nurses; workers; analysts; engineers; the team; everybody; everyone;
        people; households; neighbors; neighbours; the town; the county; the city; the agency;
        the department; the company; the community; the mission; lives; survivors; widows; refugees;
        shippers; importers; growers; ranchers; developers; stakeholders; partners
        """,
    ),
    "praise": Family(
        "recognition, or what others said of it",
        """
        award; awards; recognized; recognised; commended; commendation; praised; thanked;
        medal; promoted; listed it; as a strength; best practice; told me; told us; told the;
        tell me; say; says; said it was; asked; the auditors; the inspectors; the board;
        noted; cited; mentioned; congratulated; highest; seemed; impressed;
        satisfaction; grateful; credited; rated;
        a letter; letter of; letters; thank-you; shook my hand; hugged me; said thank you
        """,
    ),
    "expect": Family(
        "an outcome that is expected",
        """
        i would expect; i 'd expect; would expect; i expect; i would hope; i 'd hope;
        hopefully; expect; hope; i would want; i 'd want; success would; would know;
        i 'd know; i would know; the result would; would be; should be; would see;
        would have; we 'd be; we would be; would fall; would drop; would come;
        i would measure; i 'd measure; i would count; define; hold myself; at the hearing;
        within # months; by the end; would stay; would show; would rise; would be back;
        success
        """,
    ),
}
