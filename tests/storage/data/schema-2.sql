PRAGMA journal_mode = WAL;
PRAGMA application_id = 1297105230;
PRAGMA user_version = 2;
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
CREATE TABLE answer (
	attempt_id VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	note VARCHAR NOT NULL, 
	folded VARCHAR NOT NULL, 
	CONSTRAINT pk_answer PRIMARY KEY (attempt_id), 
	CONSTRAINT fk_answer_attempt_id FOREIGN KEY(attempt_id) REFERENCES attempt (id) ON DELETE CASCADE
);
INSERT INTO "answer" VALUES('00000000000000000000000000000000','In the spring of that year the permit office had a backlog of 100 cases. My director asked me to halve it before the end of the quarter. I met each of the 100 owners and asked what held them up. I moved two people from intake to review and wrote a one-page checklist. It was not a popular idea in the permit office at first. I showed the figures every Monday and asked for objections in the open. After nine weeks the backlog stood at 50, and complaints fell by a third.','','tell us about a time when you had to put a permit office in order.
in the spring of that year the permit office had a backlog of 100 cases. my director asked me to halve it before the end of the quarter. i met each of the 100 owners and asked what held them up. i moved two people from intake to review and wrote a one-page checklist. it was not a popular idea in the permit office at first. i showed the figures every monday and asked for objections in the open. after nine weeks the backlog stood at 50, and complaints fell by a third.');
INSERT INTO "answer" VALUES('17156075000000000000000000000005','In the spring of that year the permit office had a backlog of 105 cases. My director asked me to halve it before the end of the quarter. I met each of the 105 owners and asked what held them up. I moved two people from intake to review and wrote a one-page checklist. It was not a popular idea in the permit office at first. I showed the figures every Monday and asked for objections in the open. After nine weeks the backlog stood at 52, and complaints fell by a third.','','tell us about a time when you had to put a permit office in order.
in the spring of that year the permit office had a backlog of 105 cases. my director asked me to halve it before the end of the quarter. i met each of the 105 owners and asked what held them up. i moved two people from intake to review and wrote a one-page checklist. it was not a popular idea in the permit office at first. i showed the figures every monday and asked for objections in the open. after nine weeks the backlog stood at 52, and complaints fell by a third.

5 letters a week.

i did.');
INSERT INTO "answer" VALUES('f1bbcd88000000000000000000000008','','staffing, 8','tell us about a time when you had to put a records centre in order.
');
INSERT INTO "answer" VALUES('2e2ac0ea00000000000000000000000a','In the spring of that year the permit office had a backlog of 110 cases. My director asked me to halve it before the end of the quarter. I met each of the 110 owners and asked what held them up. I moved two people from intake to review and wrote a one-page checklist. It was not a popular idea in the permit office at first. I showed the figures every Monday and asked for objections in the open. After nine weeks the backlog stood at 55, and complaints fell by a third.','','tell us about a time when you had to put a records centre in order.
in the spring of that year the permit office had a backlog of 110 cases. my director asked me to halve it before the end of the quarter. i met each of the 110 owners and asked what held them up. i moved two people from intake to review and wrote a one-page checklist. it was not a popular idea in the permit office at first. i showed the figures every monday and asked for objections in the open. after nine weeks the backlog stood at 55, and complaints fell by a third.');
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
INSERT INTO "attempt" VALUES('17156075000000000000000000000005','session-1','board',1,'opm-2025','merit-and-competence','opm-2025-merit-and-competence-1','0000000000000005','Tell us about a time when you had to put a permit office in order.','["what was at stake", "what you did yourself"]','["accountability", "conflict-management"]','typed','2026-01-05 21:35:00.000005',35.0,155.125,6.5,2,120,180,99,'scored','1.0.0',4,4.5,'absent','clear','partial','absent',0.2,0.07,0.45,1.50000000000000022204e-01,'we',0,'clear','partial','absent',1,1);
INSERT INTO "attempt" VALUES('f1bbcd88000000000000000000000008','session-1','board',4,'opm-2006','leading-people','opm-2006-leading-people-2','0000000000000008','Tell us about a time when you had to put a records centre in order.','["what was at stake", "what you did yourself"]','["accountability", "conflict-management"]','spoken','2026-01-05 23:26:00.000008',38.0,194.125,1.5,2,180,300,0,'timed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'clear','partial','absent',4,1);
INSERT INTO "attempt" VALUES('2e2ac0ea00000000000000000000000a','session-2','drill',1,'opm-2006','results-driven','opm-2006-results-driven-2','000000000000000a','Tell us about a time when you had to put a records centre in order.','["what was at stake", "what you did yourself"]','["accountability", "conflict-management"]','typed','2026-01-06 00:40:00.000010',40.0,220.125,3.5,1,180,300,93,'not_scored','1.0.0',NULL,NULL,'partial','absent','clear','partial',0.2,0.07,0.45,0.1,'mixed',1,'clear','partial','absent',1,0);
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
CREATE TABLE score (
	attempt_id VARCHAR NOT NULL, 
	document VARCHAR NOT NULL, 
	CONSTRAINT pk_score PRIMARY KEY (attempt_id), 
	CONSTRAINT fk_score_attempt_id FOREIGN KEY(attempt_id) REFERENCES attempt (id) ON DELETE CASCADE
);
INSERT INTO "score" VALUES('00000000000000000000000000000000','{"schema": "mock-panel/score@1", "id": null, "engine": "1.0.0", "status": "scored", "reason": null, "level": 1, "level_exact": 1.0, "parts": {"situation": {"found": "clear", "share": 0.2}, "task": {"found": "partial", "share": 0.07}, "action": {"found": "absent", "share": 0.45}, "result": {"found": "clear", "share": 0.1}}, "sentences": [{"start": 0, "end": 72, "part": "situation", "confidence": 0.5}, {"start": 73, "end": 136, "part": "task", "confidence": 0.5}, {"start": 137, "end": 194, "part": "action", "confidence": 0.5}, {"start": 195, "end": 267, "part": "action", "confidence": 0.5}, {"start": 268, "end": 324, "part": "other", "confidence": 0.5}, {"start": 325, "end": 396, "part": "action", "confidence": 0.5}, {"start": 397, "end": 470, "part": "result", "confidence": 0.5}], "ownership": "i", "quantified_result": true, "signals": [{"id": "situation.when", "value": 1.0, "evidence": [[0, 9]]}, {"id": "action.owned_act", "value": 0.0, "evidence": [[20, 30], [40, 52]]}, {"id": "answer.words", "value": 118.0, "evidence": []}], "competencies": [{"id": "accountability", "evidence": [[4, 17]]}], "advice": [{"part": "result", "text": "Say what changed, in numbers.", "probe": "What changed in the end?"}, {"part": "situation", "text": "Say when it was.", "probe": null}]}');
INSERT INTO "score" VALUES('17156075000000000000000000000005','{"schema": "mock-panel/score@1", "id": null, "engine": "1.0.0", "status": "scored", "reason": null, "level": 4, "level_exact": 4.5, "parts": {"situation": {"found": "absent", "share": 0.2}, "task": {"found": "clear", "share": 0.07}, "action": {"found": "partial", "share": 0.45}, "result": {"found": "absent", "share": 0.15000000000000002}}, "sentences": [{"start": 0, "end": 72, "part": "situation", "confidence": 0.55}, {"start": 73, "end": 136, "part": "task", "confidence": 0.55}, {"start": 137, "end": 194, "part": "action", "confidence": 0.55}, {"start": 195, "end": 267, "part": "action", "confidence": 0.55}, {"start": 268, "end": 324, "part": "other", "confidence": 0.55}, {"start": 325, "end": 396, "part": "action", "confidence": 0.55}, {"start": 397, "end": 470, "part": "result", "confidence": 0.55}], "ownership": "we", "quantified_result": false, "signals": [{"id": "situation.when", "value": 1.0, "evidence": [[0, 9]]}, {"id": "action.owned_act", "value": 5.0, "evidence": [[20, 30], [40, 52]]}, {"id": "answer.words", "value": 118.0, "evidence": []}], "competencies": [{"id": "accountability", "evidence": [[4, 17]]}], "advice": [{"part": "result", "text": "Say what changed, in numbers.", "probe": "What changed in the end?"}, {"part": "situation", "text": "Say when it was.", "probe": null}]}');
INSERT INTO "score" VALUES('2e2ac0ea00000000000000000000000a','{"schema": "mock-panel/score@1", "id": null, "engine": "1.0.0", "status": "not_scored", "reason": "too_short", "level": null, "level_exact": null, "parts": {"situation": {"found": "partial", "share": 0.2}, "task": {"found": "absent", "share": 0.07}, "action": {"found": "clear", "share": 0.45}, "result": {"found": "partial", "share": 0.1}}, "sentences": [{"start": 0, "end": 72, "part": "situation", "confidence": 0.6}, {"start": 73, "end": 136, "part": "task", "confidence": 0.6}, {"start": 137, "end": 194, "part": "action", "confidence": 0.6}, {"start": 195, "end": 267, "part": "action", "confidence": 0.6}, {"start": 268, "end": 324, "part": "other", "confidence": 0.6}, {"start": 325, "end": 396, "part": "action", "confidence": 0.6}, {"start": 397, "end": 470, "part": "result", "confidence": 0.6}], "ownership": "mixed", "quantified_result": true, "signals": [{"id": "situation.when", "value": 1.0, "evidence": [[0, 9]]}, {"id": "action.owned_act", "value": 4.0, "evidence": [[20, 30], [40, 52]]}, {"id": "answer.words", "value": 118.0, "evidence": []}], "competencies": [{"id": "accountability", "evidence": [[4, 17]]}], "advice": [{"part": "result", "text": "Say what changed, in numbers.", "probe": "What changed in the end?"}, {"part": "situation", "text": "Say when it was.", "probe": null}]}');
CREATE INDEX ix_attempt_started_at_id ON attempt (started_at, id);
CREATE INDEX ix_attempt_framework_ecq_started_at ON attempt (framework, ecq, started_at);
CREATE INDEX ix_attempt_question_id_started_at ON attempt (question_id, started_at);
CREATE INDEX ix_attempt_framework_question_id_started_at ON attempt (framework, question_id, started_at);
COMMIT;
