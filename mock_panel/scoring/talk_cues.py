"""Families of phrases that are talk beside a story: views, habits, hedges, empty words.

How phrases are written: see `cues`.
"""

from mock_panel.scoring.cues import Family

TALK: dict[str, Family] = {
    "lesson": Family(
        "what was learned",
        """
        i learned; i learnt; i 've learned; i have learned; learned; lesson; lessons;
        taught me; it taught; looking back; in hindsight; in retrospect; what i took;
        took away; taught; reinforced; reminded me; stayed with me; i now; i would do;
        i 'd do; do differently; if i had; if i did it; i realized; i realised; i found that;
        experience showed; what i got wrong; since then i; i have never; i 've never;
        i used to think; i 'd thought; mistake i; what stayed; made me; showed me;
        convinced me; i came to
        """,
    ),
    "belief": Family(
        "an opinion or a maxim",
        """
        i believe; i think; i feel; i guess; i would say; i 'd say; in my view;
        in my opinion; in my experience; in general; generally; generally speaking;
        it is important; it 's important; is important; is key; is everything; is about;
        is essential; is critical; is always; is a; is an; are a; are the; is the; is not;
        must be; must; should; ought to; one should; one ought; ought; a leader; leaders;
        leadership; a good leader; good leaders; an executive; executives; people are;
        people want; people need; you have to; you need; you must; you can; you can't;
        you should; you know; philosophy; principle; principles; integrity; values; vision;
        trust; trust is; communication; communication is; teamwork; excellence; passion;
        passionate; culture; mindset; the key is; the key to; the most important;
        what matters; matters; these things; these days; mostly come; at the end of the day;
        win-win; big picture; synergy; honest; honesty; transparency; merit; taxpayers;
        public service; respect; every decision; without
        """,
    ),
    "habit": Family(
        "what the candidate usually does, no one event",
        """
        i always; i usually; i generally; i typically; i often; i tend; i try; i like to;
        i never; i make sure; i make it a point; whenever; usually; typically; always;
        normally; in most cases; as a rule; every time; over the years; throughout my career;
        my approach; my style; that is how i; that 's how i; how i approach; how i go about;
        i would always; day to day; i work; i set; i lead; i look; i ask; i keep; i treat;
        i listen; i encourage; i give; i hold; i tell; i bring; i have always; i 've always;
        i would also; any challenge; that kind of; kind of; things like that; and so on;
        and so forth; etc
        """,
    ),
    "boast": Family(
        "self-description: qualities, duties, credentials",
        """
        i am; i 'm; i am a; i 'm a; i am the; i 'm the; i have a; i have an; i have the;
        i have been; i 've been; i have over; i have more; i possess; i hold; i bring;
        my strengths; my strength; my experience; my background; my reputation; reputation;
        known for; i am known; well known; my duties; duties include; responsibilities;
        i am responsible; i 'm responsible; degree; degrees; certified in; certification in;
        certifications; years of experience; years of; expert; expertise; skilled; proven;
        track record; people tell; people say; people have told; i consider;
        results-oriented; results-driven; dynamic; self-starter; team player; natural; born;
        talent; instinct; the best; the very best; my career; my resume; qualified; suited;
        would bring; i bring to; typical week; include; includes; master 's; international;
        simply what i
        """,
    ),
    "opening": Family(
        "greeting, or talk about the answer itself",
        """
        thank you; thanks for; good morning; good afternoon; great question; good question;
        that 's a good; that 's a great; happy to; i 'd like to use; i 'd like to talk;
        i would like to; i 'll talk; i 'll tell; i will; let me; let 's see; i want to talk;
        i 'd like to; example; an example; the example; the story; a story; this story;
        to answer; your question; the question; question; can you repeat; repeat;
        say that again; sorry; start over; can i; i should back; back up; so yes; so yeah;
        okay; ok; sure; right; well; where was i; anyway; anyhow; i forgot; that 's it;
        that 's about; that is all; that 's all; that 's my; thank you for; that concludes;
        hm; different one; how we got there; comes to mind; come to mind; think of; one that;
        i could talk; all right
        """,
    ),
    "hedge": Family(
        "hedging, and not knowing",
        """
        i 'm not sure; i am not sure; i don't know; i do not know; not sure; don't remember;
        can't remember; can't recall; don't recall; i suppose; i guess; maybe; perhaps;
        probably; more or less; honestly; to be honest; frankly; really; i think; it depends;
        hard to say; can't say; i 'd have to check; somehow; kind of; sort of; as far as;
        it is what; what can i say; who knows; i hope; i can't
        """,
    ),
    "record": Family(
        "posts and credentials, as a list of them tells",
        """
        # years of; years of progressive; years of experience; recipient of; certified; led units;
        managed budgets; managed operating budgets; supervised #; budgets up to; known as;
        proven record; awarded; served as; member of; graduate of; completed executive;
        performance reviews; oversee; oversees; reporting to me; report to me; direct reports;
        i manage; i supervise; i oversee; i direct; i chair; my portfolio; progressive leadership
        """,
    ),
    "vague": Family(
        "words that say little",
        """
        various; a number of; several; things; stuff; and so on; as needed; appropriate;
        generally; more or less; sort of; kind of; went well; happier; smoother; smoothly; good;
        great; nice; a lot; a bit; somewhat; quite; pretty much; all in all; overall; somehow;
        issues; challenges; a good deal; many; it was felt; that sort of thing; and such; positive;
        pleased; well received; successful; success; effective; efficient; worked out;
        worked well; much; better; improved; some
        """,
    ),
    "pride": Family(
        "feeling about it without an outcome",
        """
        proud; proudest; intense; rewarding; hard work; a lot of work; pulled together;
        team effort; everybody worked; everyone worked; rallied; stressful; difficult time;
        tough; demanding; great experience; good experience; good season; exciting; grateful;
        honored; privilege; enjoyed; challenging; a good; deserved; credit
        """,
    ),
}
