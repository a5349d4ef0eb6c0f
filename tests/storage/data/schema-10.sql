PRAGMA journal_mode = WAL;
PRAGMA application_id = 1297105230;
PRAGMA user_version = 10;
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0010');
CREATE TABLE answer (
	attempt_id VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	note VARCHAR NOT NULL, 
	folded VARCHAR NOT NULL, 
	CONSTRAINT pk_answer PRIMARY KEY (attempt_id), 
	CONSTRAINT fk_answer_attempt_id FOREIGN KEY(attempt_id) REFERENCES attempt (id) ON DELETE CASCADE
);
INSERT INTO "answer" VALUES('00000000000000000000000000000000','In the spring of that year the permit office had a backlog of 100 cases. My director asked me to halve it before the end of the quarter. I met each of the 100 owners and asked what held them up. I moved two people from intake to review and wrote a one-page checklist. It was not a popular idea in the permit office at first. I showed the figures every Monday and asked for objections in the open. After nine weeks the backlog stood at 50, and complaints fell by a third.','','tell us about a time when you had to put a permit office in order in the spring of that year the permit office had a backlog of 100 cases my director asked me to halve it before the end of the quarter i met each of the 100 owners and asked what held them up i moved two people from intake to review and wrote a one page checklist it was not a popular idea in the permit office at first i showed the figures every monday and asked for objections in the open after nine weeks the backlog stood at 50 and complaints fell by a third');
INSERT INTO "answer" VALUES('daa66d13000000000000000000000003','In the spring of that year the laboratory had a backlog of 103 cases. My director asked me to halve it before the end of the quarter. I met each of the 103 owners and asked what held them up. I moved two people from intake to review and wrote a one-page checklist. It was not a popular idea in the laboratory at first. I showed the figures every Monday and asked for objections in the open. After nine weeks the backlog stood at 51, and complaints fell by a third.','','tell us about a time when you had to put a permit office in order in the spring of that year the laboratory had a backlog of 103 cases my director asked me to halve it before the end of the quarter i met each of the 103 owners and asked what held them up i moved two people from intake to review and wrote a one page checklist it was not a popular idea in the laboratory at first i showed the figures every monday and asked for objections in the open after nine weeks the backlog stood at 51 and complaints fell by a third');
INSERT INTO "answer" VALUES('17156075000000000000000000000005','In the spring of that year the permit office had a backlog of 105 cases. My director asked me to halve it before the end of the quarter. I met each of the 105 owners and asked what held them up. I moved two people from intake to review and wrote a one-page checklist. It was not a popular idea in the permit office at first. I showed the figures every Monday and asked for objections in the open. After nine weeks the backlog stood at 52, and complaints fell by a third.','','tell us about a time when you had to put a permit office in order in the spring of that year the permit office had a backlog of 105 cases my director asked me to halve it before the end of the quarter i met each of the 105 owners and asked what held them up i moved two people from intake to review and wrote a one page checklist it was not a popular idea in the permit office at first i showed the figures every monday and asked for objections in the open after nine weeks the backlog stood at 52 and complaints fell by a third 5 letters a week i did');
INSERT INTO "answer" VALUES('f1bbcd88000000000000000000000008','','staffing, 8','tell us about a time when you had to put a records centre in order staffing 8');
INSERT INTO "answer" VALUES('2e2ac0ea00000000000000000000000a','In the spring of that year the permit office had a backlog of 110 cases. My director asked me to halve it before the end of the quarter. I met each of the 110 owners and asked what held them up. I moved two people from intake to review and wrote a one-page checklist. It was not a popular idea in the permit office at first. I showed the figures every Monday and asked for objections in the open. After nine weeks the backlog stood at 55, and complaints fell by a third.','','tell us about a time when you had to put a records centre in order in the spring of that year the permit office had a backlog of 110 cases my director asked me to halve it before the end of the quarter i met each of the 110 owners and asked what held them up i moved two people from intake to review and wrote a one page checklist it was not a popular idea in the permit office at first i showed the figures every monday and asked for objections in the open after nine weeks the backlog stood at 55 and complaints fell by a third');
CREATE TABLE attempt (
	id VARCHAR NOT NULL, 
	session VARCHAR NOT NULL, 
	preset VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	framework VARCHAR NOT NULL, 
	ecq VARCHAR NOT NULL, 
	question_id VARCHAR NOT NULL, 
	question_hash VARCHAR NOT NULL, 
	question_text VARCHAR NOT NULL, 
	asks VARCHAR NOT NULL, 
	competencies VARCHAR NOT NULL, 
	mode VARCHAR NOT NULL, 
	started_at DATETIME NOT NULL, 
	preparation_seconds FLOAT NOT NULL, 
	answer_seconds FLOAT NOT NULL, 
	first_word_seconds FLOAT, 
	pauses INTEGER NOT NULL, 
	band_low INTEGER NOT NULL, 
	band_high INTEGER NOT NULL, 
	words INTEGER NOT NULL, 
	status VARCHAR NOT NULL, 
	engine VARCHAR, 
	level INTEGER, 
	level_exact FLOAT, 
	situation_found VARCHAR, 
	task_found VARCHAR, 
	action_found VARCHAR, 
	result_found VARCHAR, 
	situation_share FLOAT, 
	task_share FLOAT, 
	action_share FLOAT, 
	result_share FLOAT, 
	ownership VARCHAR, 
	quantified_result BOOLEAN, 
	self_situation VARCHAR, 
	self_action VARCHAR, 
	self_result VARCHAR, 
	self_level INTEGER, misunderstood BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_attempt PRIMARY KEY (id)
);
INSERT INTO "attempt" VALUES('00000000000000000000000000000000','session-0','drill',1,'opm-2006','leading-change','opm-2006-leading-change-1','0000000000000000','Tell us about a time when you had to put a permit office in order.','[]','["accountability", "conflict-management"]','typed','2026-01-05 18:30:00.000000',30.0,90.125,1.5,0,180,300,93,'scored','1.0.0',1,1.0,'clear','partial','absent','clear',0.2,0.07,0.45,0.1,'i',1,'clear','partial','absent',1,0);
INSERT INTO "attempt" VALUES('daa66d13000000000000000000000003','session-0','drill',4,'opm-2025','leading-people','opm-2025-leading-people-1','0000000000000003','Tell us about a time when you had to put a permit office in order.','[]','["accountability", "conflict-management"]','spoken','2026-01-05 20:21:00.000003',33.0,129.125,4.5,0,120,180,91,'scored','1.0.0',3,3.1,'clear','partial','absent','clear',0.2,0.07,0.45,0.13,'none',0,'clear','partial','absent',4,0);
INSERT INTO "attempt" VALUES('17156075000000000000000000000005','session-1','board',1,'opm-2025','merit-and-competence','opm-2025-merit-and-competence-1','0000000000000005','Tell us about a time when you had to put a permit office in order.','["what was at stake", "what you did yourself"]','["accountability", "conflict-management"]','typed','2026-01-05 21:35:00.000005',35.0,155.125,6.5,2,120,180,99,'scored','1.0.0',4,4.5,'absent','clear','partial','absent',0.2,0.07,0.45,1.50000000000000022204e-01,'we',0,'clear','partial','absent',1,0);
INSERT INTO "attempt" VALUES('f1bbcd88000000000000000000000008','session-1','board',4,'opm-2006','leading-people','opm-2006-leading-people-2','0000000000000008','Tell us about a time when you had to put a records centre in order.','["what was at stake", "what you did yourself"]','["accountability", "conflict-management"]','spoken','2026-01-05 23:26:00.000008',38.0,194.125,1.5,2,180,300,0,'timed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'clear','partial','absent',4,0);
INSERT INTO "attempt" VALUES('2e2ac0ea00000000000000000000000a','session-2','drill',1,'opm-2006','results-driven','opm-2006-results-driven-2','000000000000000a','Tell us about a time when you had to put a records centre in order.','["what was at stake", "what you did yourself"]','["accountability", "conflict-management"]','typed','2026-01-06 00:40:00.000010',40.0,220.125,3.5,1,180,300,93,'not_scored','1.0.0',NULL,NULL,'partial','absent','clear','partial',0.2,0.07,0.45,0.1,'mixed',1,'clear','partial','absent',1,0);
CREATE TABLE attempt_story (
	attempt_id VARCHAR NOT NULL, 
	story_id VARCHAR NOT NULL, 
	how VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_attempt_story PRIMARY KEY (attempt_id, story_id), 
	CONSTRAINT fk_attempt_story_attempt_id FOREIGN KEY(attempt_id) REFERENCES attempt (id) ON DELETE CASCADE, 
	CONSTRAINT fk_attempt_story_story_id FOREIGN KEY(story_id) REFERENCES story (id) ON DELETE CASCADE
);
INSERT INTO "attempt_story" VALUES('f1bbcd88000000000000000000000008','00000000000000000000000000000000','kept','2026-02-02 20:00:00.000250');
CREATE TABLE calibration (
	rater VARCHAR NOT NULL, 
	exemplar VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	score INTEGER NOT NULL, 
	evidence VARCHAR NOT NULL, 
	CONSTRAINT pk_calibration PRIMARY KEY (rater, exemplar, at)
);
CREATE TABLE continuation (
	attempt_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	probe VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	answered_at DATETIME NOT NULL, 
	seconds FLOAT NOT NULL, 
	CONSTRAINT pk_continuation PRIMARY KEY (attempt_id, position), 
	CONSTRAINT fk_continuation_attempt_id FOREIGN KEY(attempt_id) REFERENCES attempt (id) ON DELETE CASCADE
);
INSERT INTO "continuation" VALUES('17156075000000000000000000000005',1,'What changed in the end?','5 letters a week.','2026-01-05 21:35:00.000005',41.5);
INSERT INTO "continuation" VALUES('17156075000000000000000000000005',2,'Who decided?','I did.','2026-01-05 21:44:00.000005',7.25);
CREATE TABLE panel (
	id VARCHAR NOT NULL, 
	form_id VARCHAR NOT NULL, 
	candidate VARCHAR NOT NULL, 
	cohort VARCHAR NOT NULL, 
	masked BOOLEAN NOT NULL, 
	convened_at DATETIME NOT NULL, 
	agreed BOOLEAN, 
	revealed_at DATETIME, 
	closed_at DATETIME, 
	CONSTRAINT pk_panel PRIMARY KEY (id), 
	CONSTRAINT fk_panel_form_id FOREIGN KEY(form_id) REFERENCES panel_form (id)
);
INSERT INTO "panel" VALUES('panel-2c91e0','form-7f3a','Jordan Ellis','SES candidates 2026',0,'2026-03-02 14:00:00.000000',1,'2026-03-02 15:15:00.000000',NULL);
CREATE TABLE panel_answer (
	panel_id VARCHAR NOT NULL, 
	question VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	mode VARCHAR NOT NULL, 
	seconds FLOAT NOT NULL, 
	speech VARCHAR, 
	CONSTRAINT pk_panel_answer PRIMARY KEY (panel_id, question), 
	CONSTRAINT fk_panel_answer_panel_id FOREIGN KEY(panel_id) REFERENCES panel (id) ON DELETE CASCADE
);
INSERT INTO "panel_answer" VALUES('panel-2c91e0','de-stop-spending','When I took over the fleet office in 2023 we were paying for 140 vehicles that stood idle four days in five. I pulled the mileage of every car and met each programme head. We cancelled the lease on sixty.','spoken',271.5,NULL);
CREATE TABLE panel_event (
	panel_id VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	question VARCHAR, 
	words VARCHAR NOT NULL, 
	seconds FLOAT, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_panel_event PRIMARY KEY (panel_id, number), 
	CONSTRAINT fk_panel_event_panel_id FOREIGN KEY(panel_id) REFERENCES panel (id) ON DELETE CASCADE
);
INSERT INTO "panel_event" VALUES('panel-2c91e0',1,'consent','rl-another-branch','agreed to be recorded',NULL,'2026-03-02 14:05:00.000000');
INSERT INTO "panel_event" VALUES('panel-2c91e0',2,'asked','rl-another-branch','',NULL,'2026-03-02 14:05:20.000000');
INSERT INTO "panel_event" VALUES('panel-2c91e0',3,'answer_began','rl-another-branch','',0.0,'2026-03-02 14:05:45.000000');
INSERT INTO "panel_event" VALUES('panel-2c91e0',4,'answer_ended','rl-another-branch','',375.0,'2026-03-02 14:12:00.000000');
INSERT INTO "panel_event" VALUES('panel-2c91e0',5,'asked','de-stop-spending','',NULL,'2026-03-02 14:12:20.000000');
INSERT INTO "panel_event" VALUES('panel-2c91e0',6,'answer_began','de-stop-spending','',0.0,'2026-03-02 14:12:40.000000');
INSERT INTO "panel_event" VALUES('panel-2c91e0',7,'pause','de-stop-spending','a fire alarm was tested',100.0,'2026-03-02 14:14:20.000000');
INSERT INTO "panel_event" VALUES('panel-2c91e0',8,'resumed','de-stop-spending','',100.0,'2026-03-02 14:16:20.000000');
INSERT INTO "panel_event" VALUES('panel-2c91e0',9,'probe','de-stop-spending','How much was saved, and over what period?',210.0,'2026-03-02 14:18:10.000000');
INSERT INTO "panel_event" VALUES('panel-2c91e0',10,'answer_ended','de-stop-spending','',271.5,'2026-03-02 14:19:12.000000');
INSERT INTO "panel_event" VALUES('panel-2c91e0',11,'fault','de-stop-spending','the microphone was unplugged',NULL,'2026-03-02 14:20:00.000000');
INSERT INTO "panel_event" VALUES('panel-2c91e0',12,'ended','ar-new-way-of-working','',NULL,'2026-03-02 14:53:20.000000');
CREATE TABLE panel_form (
	id VARCHAR NOT NULL, 
	document VARCHAR NOT NULL, 
	CONSTRAINT pk_panel_form PRIMARY KEY (id)
);
INSERT INTO "panel_form" VALUES('form-7f3a','{"schema": "mock-panel/form@1", "id": "form-7f3a", "framework": "opm-2025", "framework_title": "Executive Core Qualifications, 2025", "preset": "board", "preset_title": "Qualifications board", "total_seconds": 2700, "band": {"low": 360, "high": 480}, "scale": {"id": "evidence-5", "title": "Evidence in an answer, 1 to 5", "levels": [{"value": 1, "label": "No evidence", "meaning": "Nothing in the answer bears on the question."}, {"value": 2, "label": "Partial", "meaning": "Vague, incomplete, or well below executive level."}, {"value": 3, "label": "Complete", "meaning": "Situation, action and result are there and credible, at the level of a director."}, {"value": 4, "label": "Executive", "meaning": "Executive scope, the candidate''s own actions clear, the result measured."}, {"value": 5, "label": "Outstanding", "meaning": "As 4, with effect across the enterprise and sound reflection."}]}, "probe_mode": "predetermined", "threshold": 1, "items": [{"id": "q1", "ecq": "commitment-to-the-rule-of-law-and-the-principles-of-the-american-founding", "title": "Commitment to the Rule of Law and the Principles of the American Founding", "questions": [{"id": "rl-another-branch", "content_hash": "91bb587c2f868bff", "framework": "opm-2025", "ecq": "commitment-to-the-rule-of-law-and-the-principles-of-the-american-founding", "text": "Describe the most demanding work you have done with another branch or another level of government. What did each side need, what did you do, and what came of it?", "asks": ["what each side needed", "what you did", "what came of it"], "competencies": ["knowledge-of-the-american-system-of-government", "civic-mindedness"], "type": "behavioral", "anchors": {"1": "Mentions hearings, letters or meetings with others in government without saying what either side was responsible for or what the candidate did.", "3": "Explains what each side needed and why, describes personal steps in the exchange, and names what was agreed; one of the three parts may be thin.", "5": "Shows from the roles of both sides why they differed, respects the limits of each, brings about an agreement that served the public, and gives its effect beyond the one occasion."}, "probes": {"situation": ["Who was on the other side, and what were they responsible for?", "Where did your responsibilities and theirs meet?"], "task": ["What had you been asked to bring about?"], "action": ["Which steps were yours rather than your agency''s?", "How did you deal with what you could not give them?"], "result": ["What was agreed, and what was carried out?", "What has lasted of that work?"]}, "supplementals": ["What did you learn about how that branch or level of government sees yours?"]}]}, {"id": "q2", "ecq": "driving-efficiency", "title": "Driving Efficiency", "questions": [{"id": "de-stop-spending", "content_hash": "91126c6ca24352cd", "framework": "opm-2025", "ecq": "driving-efficiency", "text": "Tell us about the hardest decision you have made to end spending that others wanted to keep. How did you decide, how did you carry it through, and what was saved?", "asks": ["how you decided", "how you carried it through", "what was saved"], "competencies": ["fiscal-responsibility", "managing-resources"], "type": "behavioral", "anchors": {"1": "Speaks of the need to save, or of a cut that was ordered from above; names no activity, no sum and nothing that the candidate decided.", "3": "Names what was ended and what it cost, shows how its value was judged, describes the objections and the steps taken, and states a saving.", "5": "Ends spending with strong defenders on sound evidence, carries them or faces them fairly, gives the saving against the budget, says where the money did more good, and shows that the cut held."}, "probes": {"situation": ["What was the money being spent on, and how much was it?", "Who wanted to keep it, and why?"], "task": ["What made it your decision?"], "action": ["What did you compare before you decided?", "How did you deal with the people who were against it?"], "result": ["How much was saved, and over what period?", "What was lost by ending it?"]}, "supplementals": ["What did you do with the money that became free?"]}]}, {"id": "q3", "ecq": "merit-and-competence", "title": "Merit and Competence", "questions": [{"id": "mc-complex-problem", "content_hash": "9a2e40227b1fd6ba", "framework": "opm-2025", "ecq": "merit-and-competence", "text": "Tell us about the most complex problem that you have solved at work. How did you find its cause, which options did you weigh, and how did you know that it was solved?", "asks": ["how you found the cause", "the options you weighed", "how you knew it was solved"], "competencies": ["problem-solving", "technical-skill"], "type": "behavioral", "anchors": {"1": "Describes being busy with difficulties, or a problem that others solved; cause, options and proof are missing.", "3": "Sets out the problem, a plausible cause and how it was found, at least two options, and a result that shows it was solved.", "5": "Untangles a problem with several causes and owners, tests the cause before acting, weighs options openly against cost and risk, and proves a lasting solution by figures."}, "probes": {"situation": ["What made the problem complex?", "Whom did it affect, and how badly?"], "task": ["What had you been asked to solve, or what had you set yourself?"], "action": ["Which of the steps to find the cause were yours?", "Why did you turn down the other options?"], "result": ["What could be seen or measured once it was solved?", "What has kept it from returning?"]}, "supplementals": ["Which piece of information did you have to do without?"]}]}, {"id": "q4", "ecq": "leading-people", "title": "Leading People", "questions": [{"id": "lp-mistake-on-my-watch", "content_hash": "f7c87250479c07f1", "framework": "opm-2025", "ecq": "leading-people", "text": "Tell us about the most serious mistake made under your leadership. What part of it was yours, how did you answer for it, and what did you change?", "asks": ["what part was yours", "how you answered for it", "what you changed"], "competencies": ["accountability", "executive-judgment"], "type": "behavioral", "anchors": {"1": "Names no mistake of weight, or lays all of it on others; nothing is changed.", "3": "Describes a real mistake, owns a part of it, reports it, deals with the consequences, and makes a change that fits the cause.", "5": "Answers in person for a mistake of wide effect, before being asked to, is fair to those below, mends the harm, and shows with later results that the organization learned."}, "probes": {"situation": ["What went wrong, and who felt it?", "How did you learn of it?"], "task": ["What were you answerable for at that moment?"], "action": ["Whom did you tell, and what did you say?", "What did you do about the people who had made the mistake?"], "result": ["What did the mistake cost in the end?", "How do you know that the change works?"]}, "supplementals": ["What would have let you see it coming?"]}]}, {"id": "q5", "ecq": "achieving-results", "title": "Achieving Results", "questions": [{"id": "ar-new-way-of-working", "content_hash": "c41f817e51e11913", "framework": "opm-2025", "ecq": "achieving-results", "text": "Give us your best example of a new way of working that you introduced to get a better result. What made you try it, and how did you find out whether it worked?", "asks": ["what made you try it", "how you found out whether it worked"], "competencies": ["innovation", "operational-mindset"], "type": "behavioral", "anchors": {"1": "Speaks of being open to new ideas, or of a change that came from elsewhere; no test and no result.", "3": "Explains why the old way fell short, takes the lead in a new one, tries it, and gives a result that shows whether it worked.", "5": "Starts a new way of working of wide effect, tests it at small risk, measures it honestly against the old, spreads it, and shows the gain for the mission."}, "probes": {"situation": ["How had the work been done before?", "What was wrong with the results?"], "task": ["What better result did you have in mind?"], "action": ["How much of the idea was yours, and whose was the rest?", "How did you try it out before you relied on it?"], "result": ["What did you compare in order to judge it?", "Who else works that way today?"]}, "supplementals": ["What did you have to stop doing, so that the new way could take hold?"]}]}]}');
CREATE TABLE panel_form_change (
	form_id VARCHAR NOT NULL, 
	item VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_panel_form_change PRIMARY KEY (form_id, item), 
	CONSTRAINT fk_panel_form_change_form_id FOREIGN KEY(form_id) REFERENCES panel_form (id) ON DELETE CASCADE
);
CREATE TABLE panel_invitation (
	panel_id VARCHAR NOT NULL, 
	place VARCHAR NOT NULL, 
	locator VARCHAR NOT NULL, 
	salt VARCHAR NOT NULL, 
	digest VARCHAR NOT NULL, 
	made_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	wrong INTEGER NOT NULL, 
	used_at DATETIME, 
	CONSTRAINT pk_panel_invitation PRIMARY KEY (panel_id, place), 
	CONSTRAINT fk_panel_invitation_panel_id FOREIGN KEY(panel_id) REFERENCES panel (id) ON DELETE CASCADE, 
	CONSTRAINT uq_panel_invitation_locator UNIQUE (locator)
);
INSERT INTO "panel_invitation" VALUES('panel-2c91e0','b','CKT','10171e252c333a41484f565d646b7279','78e7d1d4984d9a648e185e24d7032cdd5933958d40b4de74ab93179a3046ae78','2026-11-28 20:00:00.000000','2026-11-29 08:00:00.000000',0,'2026-11-28 20:00:00.000000');
CREATE TABLE panel_move (
	panel_id VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	seat VARCHAR NOT NULL, 
	item VARCHAR NOT NULL, 
	score INTEGER NOT NULL, 
	reason VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_panel_move PRIMARY KEY (panel_id, number), 
	CONSTRAINT fk_panel_move_panel_id FOREIGN KEY(panel_id) REFERENCES panel (id) ON DELETE CASCADE
);
INSERT INTO "panel_move" VALUES('panel-2c91e0',1,'a','q2',4,'the money is in the answer once the probe is counted','2026-03-02 15:21:00.000000');
CREATE TABLE panel_note (
	panel_id VARCHAR NOT NULL, 
	seat VARCHAR NOT NULL, 
	question VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	part VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	second FLOAT, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_panel_note PRIMARY KEY (panel_id, seat, question, number), 
	CONSTRAINT fk_panel_note_panel_id FOREIGN KEY(panel_id) REFERENCES panel (id) ON DELETE CASCADE
);
INSERT INTO "panel_note" VALUES('panel-2c91e0','a','de-stop-spending',1,'situation','140 idle cars, 2023',22.0,'2026-03-02 14:10:22.000000');
INSERT INTO "panel_note" VALUES('panel-2c91e0','a','de-stop-spending',2,'action','mileage, met heads, cut 60 leases',64.5,'2026-03-02 14:11:04.500000');
INSERT INTO "panel_note" VALUES('panel-2c91e0','b','de-stop-spending',1,'result','not stated until probed: 410 k a year',190.0,'2026-03-02 14:13:10.000000');
INSERT INTO "panel_note" VALUES('panel-2c91e0','c','de-stop-spending',1,'other','calm; looks at the clock twice',205.0,'2026-03-02 14:13:25.000000');
CREATE TABLE panel_presence (
	session_id VARCHAR NOT NULL, 
	server VARCHAR NOT NULL, 
	connections INTEGER NOT NULL, 
	since DATETIME NOT NULL, 
	CONSTRAINT pk_panel_presence PRIMARY KEY (session_id, server), 
	CONSTRAINT fk_panel_presence_session_id FOREIGN KEY(session_id) REFERENCES panel_session (id) ON DELETE CASCADE
);
INSERT INTO "panel_presence" VALUES('session-0','panels:8765',1,'2026-11-28 20:00:00.000000');
CREATE TABLE panel_rating (
	panel_id VARCHAR NOT NULL, 
	seat VARCHAR NOT NULL, 
	item VARCHAR NOT NULL, 
	score INTEGER, 
	evidence VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	with_pin BOOLEAN NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_panel_rating PRIMARY KEY (panel_id, seat, item), 
	CONSTRAINT fk_panel_rating_panel_id FOREIGN KEY(panel_id) REFERENCES panel (id) ON DELETE CASCADE
);
INSERT INTO "panel_rating" VALUES('panel-2c91e0','a','q1',4,'["stopped the rule until the committee had answered"]','screen',1,'2026-03-02 15:00:02.000000');
INSERT INTO "panel_rating" VALUES('panel-2c91e0','a','q2',3,'["saving only when probed: 410 thousand a year"]','screen',1,'2026-03-02 15:00:02.000000');
INSERT INTO "panel_rating" VALUES('panel-2c91e0','a','q3',3,'["''we'' in the second half: who chose the model?"]','screen',1,'2026-03-02 15:00:02.000000');
INSERT INTO "panel_rating" VALUES('panel-2c91e0','a','q4',4,'["told the deputy before anyone asked"]','screen',1,'2026-03-02 15:00:02.000000');
INSERT INTO "panel_rating" VALUES('panel-2c91e0','a','q5',2,'["no result stated, although asked for it"]','screen',1,'2026-03-02 15:00:02.000000');
INSERT INTO "panel_rating" VALUES('panel-2c91e0','b','q1',4,'["wrote to both staffs the same day"]','packet',0,'2026-03-02 15:00:03.000000');
INSERT INTO "panel_rating" VALUES('panel-2c91e0','b','q2',5,'["the saving was reinvested in inspectors and held for two years"]','packet',0,'2026-03-02 15:00:03.000000');
INSERT INTO "panel_rating" VALUES('panel-2c91e0','b','q3',4,'["compared three causes before acting"]','packet',0,'2026-03-02 15:00:03.000000');
INSERT INTO "panel_rating" VALUES('panel-2c91e0','b','q4',4,'["took the blame in the meeting, by name of the decision"]','packet',0,'2026-03-02 15:00:03.000000');
INSERT INTO "panel_rating" VALUES('panel-2c91e0','b','q5',4,'["eleven of twelve offices had moved by June"]','packet',0,'2026-03-02 15:00:03.000000');
INSERT INTO "panel_rating" VALUES('panel-2c91e0','c','q1',4,'["named the statute, and what it left to the agency"]','command',0,'2026-03-02 15:00:04.000000');
INSERT INTO "panel_rating" VALUES('panel-2c91e0','c','q2',3,'["cut sixty leases after meeting each programme head"]','command',0,'2026-03-02 15:00:04.000000');
INSERT INTO "panel_rating" VALUES('panel-2c91e0','c','q3',3,'["listed what was known and what was assumed"]','command',0,'2026-03-02 15:00:04.000000');
INSERT INTO "panel_rating" VALUES('panel-2c91e0','c','q4',5,'["the check introduced then is still in use"]','command',0,'2026-03-02 15:00:04.000000');
INSERT INTO "panel_rating" VALUES('panel-2c91e0','c','q5',3,'["the pilot is clear; the roll-out is told as a plan"]','command',0,'2026-03-02 15:00:04.000000');
CREATE TABLE panel_refusal (
	panel_id VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	place VARCHAR NOT NULL, 
	action VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_panel_refusal PRIMARY KEY (panel_id, number), 
	CONSTRAINT fk_panel_refusal_panel_id FOREIGN KEY(panel_id) REFERENCES panel (id) ON DELETE CASCADE
);
INSERT INTO "panel_refusal" VALUES('panel-2c91e0',1,'b','reveal','2026-11-28 20:00:00.000000');
CREATE TABLE panel_seat (
	panel_id VARCHAR NOT NULL, 
	seat VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	rates BOOLEAN NOT NULL, 
	locked_at DATETIME, 
	pin VARCHAR NOT NULL, 
	wrong_pins INTEGER NOT NULL, 
	barred_until DATETIME, 
	packet_key VARCHAR, 
	CONSTRAINT pk_panel_seat PRIMARY KEY (panel_id, seat), 
	CONSTRAINT fk_panel_seat_panel_id FOREIGN KEY(panel_id) REFERENCES panel (id) ON DELETE CASCADE
);
INSERT INTO "panel_seat" VALUES('panel-2c91e0','a','Ruth Okafor','chair',1,'2026-03-02 15:10:00.000000','',0,NULL,NULL);
INSERT INTO "panel_seat" VALUES('panel-2c91e0','b','Ben Castellano','rater',1,'2026-03-02 15:10:00.000000','',0,NULL,NULL);
INSERT INTO "panel_seat" VALUES('panel-2c91e0','c','Carla Wójcik','rater',1,'2026-03-02 15:10:00.000000','',0,NULL,NULL);
INSERT INTO "panel_seat" VALUES('panel-2c91e0','d','Dale Nguyen','observer',0,NULL,'',0,NULL,NULL);
CREATE TABLE panel_session (
	id VARCHAR NOT NULL, 
	panel_id VARCHAR NOT NULL, 
	place VARCHAR NOT NULL, 
	token_digest VARCHAR NOT NULL, 
	began_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	ended_at DATETIME, 
	CONSTRAINT pk_panel_session PRIMARY KEY (id), 
	CONSTRAINT fk_panel_session_panel_id FOREIGN KEY(panel_id) REFERENCES panel (id) ON DELETE CASCADE, 
	CONSTRAINT uq_panel_session_token_digest UNIQUE (token_digest)
);
INSERT INTO "panel_session" VALUES('session-0','panel-2c91e0','b','db4d8a005471678dd61191da30dd360096b7251176b6f6068229e4a833c26373','2026-11-28 20:00:00.000000','2026-11-29 08:00:00.000000',NULL);
CREATE TABLE panel_settlement (
	panel_id VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	item VARCHAR NOT NULL, 
	score INTEGER, 
	reason VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_panel_settlement PRIMARY KEY (panel_id, number), 
	CONSTRAINT fk_panel_settlement_panel_id FOREIGN KEY(panel_id) REFERENCES panel (id) ON DELETE CASCADE
);
INSERT INTO "panel_settlement" VALUES('panel-2c91e0',1,'q2',4,'the result counts although it came with the probe','2026-03-02 15:23:00.000000');
INSERT INTO "panel_settlement" VALUES('panel-2c91e0',2,'q5',NULL,'no meeting on whether a plan is a result','2026-03-02 15:24:00.000000');
INSERT INTO "panel_settlement" VALUES('panel-2c91e0',3,'q3',3,'the model was chosen by others','2026-03-02 15:25:00.000000');
INSERT INTO "panel_settlement" VALUES('panel-2c91e0',4,'q4',4,'scope of one office','2026-03-02 15:26:00.000000');
INSERT INTO "panel_settlement" VALUES('panel-2c91e0',5,'q1',4,'all agree','2026-03-02 15:27:00.000000');
CREATE TABLE said (number INTEGER PRIMARY KEY, attempt_id VARCHAR NOT NULL UNIQUE);
INSERT INTO "said" VALUES(1,'00000000000000000000000000000000');
INSERT INTO "said" VALUES(2,'17156075000000000000000000000005');
INSERT INTO "said" VALUES(3,'2e2ac0ea00000000000000000000000a');
INSERT INTO "said" VALUES(4,'daa66d13000000000000000000000003');
INSERT INTO "said" VALUES(5,'f1bbcd88000000000000000000000008');
CREATE TABLE score (
	attempt_id VARCHAR NOT NULL, 
	document VARCHAR NOT NULL, 
	CONSTRAINT pk_score PRIMARY KEY (attempt_id), 
	CONSTRAINT fk_score_attempt_id FOREIGN KEY(attempt_id) REFERENCES attempt (id) ON DELETE CASCADE
);
INSERT INTO "score" VALUES('00000000000000000000000000000000','{"schema": "mock-panel/score@1", "id": null, "engine": "1.0.0", "status": "scored", "reason": null, "level": 1, "level_exact": 1.0, "parts": {"situation": {"found": "clear", "share": 0.2}, "task": {"found": "partial", "share": 0.07}, "action": {"found": "absent", "share": 0.45}, "result": {"found": "clear", "share": 0.1}}, "sentences": [{"start": 0, "end": 72, "part": "situation", "confidence": 0.5}, {"start": 73, "end": 136, "part": "task", "confidence": 0.5}, {"start": 137, "end": 194, "part": "action", "confidence": 0.5}, {"start": 195, "end": 267, "part": "action", "confidence": 0.5}, {"start": 268, "end": 324, "part": "other", "confidence": 0.5}, {"start": 325, "end": 396, "part": "action", "confidence": 0.5}, {"start": 397, "end": 470, "part": "result", "confidence": 0.5}], "ownership": "i", "quantified_result": true, "signals": [{"id": "situation.when", "value": 1.0, "evidence": [[0, 9]]}, {"id": "action.owned_act", "value": 0.0, "evidence": [[20, 30], [40, 52]]}, {"id": "answer.words", "value": 118.0, "evidence": []}], "competencies": [{"id": "accountability", "evidence": [[4, 17]]}], "advice": [{"part": "result", "text": "Say what changed, in numbers.", "probe": "What changed in the end?"}, {"part": "situation", "text": "Say when it was.", "probe": null}]}');
INSERT INTO "score" VALUES('daa66d13000000000000000000000003','{"schema": "mock-panel/score@1", "id": null, "engine": "1.0.0", "status": "scored", "reason": null, "level": 3, "level_exact": 3.1, "parts": {"situation": {"found": "clear", "share": 0.2}, "task": {"found": "partial", "share": 0.07}, "action": {"found": "absent", "share": 0.45}, "result": {"found": "clear", "share": 0.13}}, "sentences": [{"start": 0, "end": 69, "part": "situation", "confidence": 0.53}, {"start": 70, "end": 133, "part": "task", "confidence": 0.53}, {"start": 134, "end": 191, "part": "action", "confidence": 0.53}, {"start": 192, "end": 264, "part": "action", "confidence": 0.53}, {"start": 265, "end": 318, "part": "other", "confidence": 0.53}, {"start": 319, "end": 390, "part": "action", "confidence": 0.53}, {"start": 391, "end": 464, "part": "result", "confidence": 0.53}], "ownership": "none", "quantified_result": false, "signals": [{"id": "situation.when", "value": 1.0, "evidence": [[0, 9]]}, {"id": "action.owned_act", "value": 3.0, "evidence": [[20, 30], [40, 52]]}, {"id": "answer.words", "value": 118.0, "evidence": []}], "competencies": [{"id": "accountability", "evidence": [[4, 17]]}], "advice": [{"part": "result", "text": "Say what changed, in numbers.", "probe": "What changed in the end?"}, {"part": "situation", "text": "Say when it was.", "probe": null}]}');
INSERT INTO "score" VALUES('17156075000000000000000000000005','{"schema": "mock-panel/score@1", "id": null, "engine": "1.0.0", "status": "scored", "reason": null, "level": 4, "level_exact": 4.5, "parts": {"situation": {"found": "absent", "share": 0.2}, "task": {"found": "clear", "share": 0.07}, "action": {"found": "partial", "share": 0.45}, "result": {"found": "absent", "share": 0.15000000000000002}}, "sentences": [{"start": 0, "end": 72, "part": "situation", "confidence": 0.55}, {"start": 73, "end": 136, "part": "task", "confidence": 0.55}, {"start": 137, "end": 194, "part": "action", "confidence": 0.55}, {"start": 195, "end": 267, "part": "action", "confidence": 0.55}, {"start": 268, "end": 324, "part": "other", "confidence": 0.55}, {"start": 325, "end": 396, "part": "action", "confidence": 0.55}, {"start": 397, "end": 470, "part": "result", "confidence": 0.55}], "ownership": "we", "quantified_result": false, "signals": [{"id": "situation.when", "value": 1.0, "evidence": [[0, 9]]}, {"id": "action.owned_act", "value": 5.0, "evidence": [[20, 30], [40, 52]]}, {"id": "answer.words", "value": 118.0, "evidence": []}], "competencies": [{"id": "accountability", "evidence": [[4, 17]]}], "advice": [{"part": "result", "text": "Say what changed, in numbers.", "probe": "What changed in the end?"}, {"part": "situation", "text": "Say when it was.", "probe": null}]}');
INSERT INTO "score" VALUES('2e2ac0ea00000000000000000000000a','{"schema": "mock-panel/score@1", "id": null, "engine": "1.0.0", "status": "not_scored", "reason": "too_short", "level": null, "level_exact": null, "parts": {"situation": {"found": "partial", "share": 0.2}, "task": {"found": "absent", "share": 0.07}, "action": {"found": "clear", "share": 0.45}, "result": {"found": "partial", "share": 0.1}}, "sentences": [{"start": 0, "end": 72, "part": "situation", "confidence": 0.6}, {"start": 73, "end": 136, "part": "task", "confidence": 0.6}, {"start": 137, "end": 194, "part": "action", "confidence": 0.6}, {"start": 195, "end": 267, "part": "action", "confidence": 0.6}, {"start": 268, "end": 324, "part": "other", "confidence": 0.6}, {"start": 325, "end": 396, "part": "action", "confidence": 0.6}, {"start": 397, "end": 470, "part": "result", "confidence": 0.6}], "ownership": "mixed", "quantified_result": true, "signals": [{"id": "situation.when", "value": 1.0, "evidence": [[0, 9]]}, {"id": "action.owned_act", "value": 4.0, "evidence": [[20, 30], [40, 52]]}, {"id": "answer.words", "value": 118.0, "evidence": []}], "competencies": [{"id": "accountability", "evidence": [[4, 17]]}], "advice": [{"part": "result", "text": "Say what changed, in numbers.", "probe": "What changed in the end?"}, {"part": "situation", "text": "Say when it was.", "probe": null}]}');
CREATE TABLE speech (
	attempt_id VARCHAR NOT NULL, 
	document VARCHAR NOT NULL, 
	CONSTRAINT pk_speech PRIMARY KEY (attempt_id), 
	CONSTRAINT fk_speech_attempt_id FOREIGN KEY(attempt_id) REFERENCES attempt (id) ON DELETE CASCADE
);
INSERT INTO "speech" VALUES('daa66d13000000000000000000000003','{"schema": "mock-panel/speech@1", "recording": {"name": "daa66d13000000000000000000000003", "seconds": 93.0, "loudness": [0, 12, 40, 7], "speech": [[1.5, 30.25], [31, 93.0]]}, "transcript": {"recogniser": {"id": "pocketsphinx", "name": "PocketSphinx", "rough": true, "keeps_hesitations": false}, "words": [["the", 2.0, 2.12, null], ["backlog", 2.12, 2.75, 0.5]]}, "fillers_heard": [12.5, 40.0]}');
CREATE TABLE story (
	id VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	year INTEGER, 
	month INTEGER, 
	grade VARCHAR NOT NULL, 
	executive VARCHAR NOT NULL, 
	people INTEGER, 
	money FLOAT, 
	money_unit VARCHAR, 
	reach VARCHAR, 
	prompts VARCHAR NOT NULL, 
	source VARCHAR, 
	created_at DATETIME NOT NULL, 
	changed_at DATETIME NOT NULL, 
	retired BOOLEAN NOT NULL, 
	CONSTRAINT pk_story PRIMARY KEY (id), 
	CONSTRAINT fk_story_source FOREIGN KEY(source) REFERENCES attempt (id) ON DELETE SET NULL
);
INSERT INTO "story" VALUES('00000000000000000000000000000000','Idle fleet no. 0',2019,NULL,'GS-15, fleet office','yes',38,410000.5,'USD','office','{"situation": ["140 vehicles idle four days in five", "leases renewed unread"], "task": [], "action": ["pulled the mileage of every car", "met each of 6 heads"], "result": ["410 k a year saved, held for two years"]}','f1bbcd88000000000000000000000008','2026-02-01 20:00:00.000250','2026-02-01 20:00:00.000250',0);
CREATE TABLE story_competency (
	story_id VARCHAR NOT NULL, 
	framework VARCHAR NOT NULL, 
	competency VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT pk_story_competency PRIMARY KEY (story_id, framework, competency), 
	CONSTRAINT fk_story_competency_story_id FOREIGN KEY(story_id) REFERENCES story (id) ON DELETE CASCADE
);
INSERT INTO "story_competency" VALUES('00000000000000000000000000000000','opm-2025','fiscal-responsibility',1);
INSERT INTO "story_competency" VALUES('00000000000000000000000000000000','opm-2025','managing-resources',2);
INSERT INTO "story_competency" VALUES('00000000000000000000000000000000','opm-2006','financial-management',3);
CREATE INDEX ix_attempt_started_at_id ON attempt (started_at, id);
CREATE INDEX ix_attempt_framework_ecq_started_at ON attempt (framework, ecq, started_at);
CREATE INDEX ix_attempt_question_id_started_at ON attempt (question_id, started_at);
CREATE INDEX ix_attempt_framework_question_id_started_at ON attempt (framework, question_id, started_at);
CREATE INDEX ix_panel_convened_at ON panel (convened_at);
CREATE INDEX ix_panel_form_id ON panel (form_id);
CREATE INDEX ix_story_source ON story (source);
CREATE INDEX ix_attempt_story_story_id ON attempt_story (story_id);
CREATE INDEX ix_panel_session_panel_id ON panel_session (panel_id);
CREATE VIRTUAL TABLE said_index USING fts5 (words, content='', tokenize='unicode61 remove_diacritics 0');
INSERT INTO said_index (rowid, words) SELECT number, folded FROM said JOIN answer ON answer.attempt_id = said.attempt_id;
CREATE TRIGGER said_added AFTER INSERT ON answer BEGIN
  INSERT INTO said (attempt_id) VALUES (new.attempt_id);
  INSERT INTO said_index (rowid, words)
    SELECT number, new.folded FROM said WHERE attempt_id = new.attempt_id;
END;
CREATE TRIGGER said_gone BEFORE DELETE ON answer BEGIN
  INSERT INTO said_index (said_index, rowid, words)
    SELECT 'delete', number, old.folded FROM said WHERE attempt_id = old.attempt_id;
  DELETE FROM said WHERE attempt_id = old.attempt_id;
END;
CREATE TRIGGER said_changed AFTER UPDATE ON answer BEGIN
  INSERT INTO said_index (said_index, rowid, words)
    SELECT 'delete', number, old.folded FROM said WHERE attempt_id = old.attempt_id;
  UPDATE said SET attempt_id = new.attempt_id WHERE attempt_id = old.attempt_id;
  INSERT INTO said_index (rowid, words)
    SELECT number, new.folded FROM said WHERE attempt_id = new.attempt_id;
END;
CREATE TABLE person (
	id VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	login VARCHAR, 
	cohort VARCHAR NOT NULL, 
	active BOOLEAN NOT NULL, 
	CONSTRAINT pk_person PRIMARY KEY (id), 
	CONSTRAINT uq_person_login UNIQUE (login)
);
INSERT INTO "person" VALUES('9c1f4e02000000000000000000000001','Jordan Ellis','candidate','jordan','Spring',1);
INSERT INTO "person" VALUES('9c1f4e02000000000000000000000002','Ruth Okafor','mentor',NULL,'',1);
CREATE TABLE panel_report (
	panel_id VARCHAR NOT NULL, 
	page VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_panel_report PRIMARY KEY (panel_id), 
	CONSTRAINT fk_panel_report_panel_id FOREIGN KEY(panel_id) REFERENCES panel (id) ON DELETE CASCADE
);
INSERT INTO "panel_report" VALUES('panel-2c91e0','# The report','2026-03-02 14:00:00.000000');
ALTER TABLE attempt ADD COLUMN owner VARCHAR;
ALTER TABLE story ADD COLUMN owner VARCHAR;
ALTER TABLE calibration ADD COLUMN owner VARCHAR;
ALTER TABLE panel ADD COLUMN mentor VARCHAR;
ALTER TABLE panel ADD COLUMN candidate_person VARCHAR;
ALTER TABLE panel_seat ADD COLUMN person VARCHAR;
UPDATE attempt SET owner = '9c1f4e02000000000000000000000001';
UPDATE panel SET mentor = '9c1f4e02000000000000000000000002', candidate_person = '9c1f4e02000000000000000000000001';
CREATE TABLE practice_showing (
	person VARCHAR NOT NULL, 
	mentor VARCHAR NOT NULL, 
	stories BOOLEAN NOT NULL, 
	since DATETIME NOT NULL, 
	CONSTRAINT fk_practice_showing_person FOREIGN KEY(person) REFERENCES person (id) ON DELETE CASCADE, 
	CONSTRAINT fk_practice_showing_mentor FOREIGN KEY(mentor) REFERENCES person (id) ON DELETE CASCADE, 
	CONSTRAINT pk_practice_showing PRIMARY KEY (person, mentor)
);
INSERT INTO "practice_showing" VALUES('9c1f4e02000000000000000000000001','9c1f4e02000000000000000000000002',0,'2026-03-02 14:00:00.000000');
CREATE INDEX ix_attempt_owner ON attempt (owner);
COMMIT;
