CREATE TABLE blobs (
    sha256 TEXT NOT NULL,
    media TEXT NOT NULL,
    content BLOB NOT NULL,
    added TEXT NOT NULL,
    CONSTRAINT pk_blobs PRIMARY KEY (sha256)
)
 STRICT;
CREATE TABLE centre_accreditations (
    centre TEXT NOT NULL,
    site TEXT NOT NULL,
    profile TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    state TEXT NOT NULL,
    statement BLOB,
    CONSTRAINT pk_centre_accreditations PRIMARY KEY (centre, site, profile)
)
 STRICT;
CREATE TABLE protocols_before AS SELECT * FROM protocols;
DROP TABLE protocols;
CREATE TABLE protocols (
    hash TEXT NOT NULL,
    code TEXT NOT NULL,
    version TEXT NOT NULL,
    state TEXT NOT NULL,
    canonical BLOB NOT NULL,
    installed TEXT NOT NULL,
    source TEXT DEFAULT 'shipped' NOT NULL,
    owner_statement BLOB,
    signature BLOB,
    recalled TEXT,
    recall_reason TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_protocols PRIMARY KEY (hash)
)
 STRICT;
INSERT INTO protocols (hash, code, version, state, canonical, installed) SELECT hash, code, version, state, canonical, installed FROM protocols_before;
DROP TABLE protocols_before;
CREATE TABLE assessors_before AS SELECT * FROM assessors;
DROP TABLE assessors;
CREATE TABLE assessors (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    number INTEGER NOT NULL,
    roles TEXT NOT NULL,
    secrecy_signed TEXT,
    person_id TEXT,
    CONSTRAINT pk_assessors PRIMARY KEY (id),
    CONSTRAINT fk_assessors_person_id FOREIGN KEY(person_id) REFERENCES people (id)
)
 STRICT;
INSERT INTO assessors (id, name, number, roles) SELECT id, name, number, roles FROM assessors_before;
DROP TABLE assessors_before;
CREATE TABLE ties (
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    assessor_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    since TEXT,
    note TEXT NOT NULL,
    noted TEXT NOT NULL,
    removed TEXT,
    CONSTRAINT pk_ties PRIMARY KEY (id),
    CONSTRAINT fk_ties_person_id FOREIGN KEY(person_id) REFERENCES people (id),
    CONSTRAINT fk_ties_assessor_id FOREIGN KEY(assessor_id) REFERENCES assessors (id)
)
 STRICT;
CREATE INDEX ix_ties_person ON ties (person_id, assessor_id);
CREATE TABLE cases_before AS SELECT * FROM cases;
DROP TABLE cases;
CREATE TABLE cases (
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    protocol_hash TEXT NOT NULL,
    code TEXT NOT NULL,
    centre TEXT NOT NULL,
    assessor_id TEXT NOT NULL,
    state TEXT NOT NULL,
    opened TEXT NOT NULL,
    booked TEXT,
    touched TEXT NOT NULL,
    identity_seen TEXT,
    briefed TEXT,
    privacy_version TEXT,
    machine TEXT NOT NULL,
    gauge TEXT NOT NULL,
    gauge_calibrated_to TEXT,
    retest_of TEXT,
    attempt INTEGER DEFAULT '1' NOT NULL,
    deadline TEXT,
    site TEXT DEFAULT '' NOT NULL,
    impartial TEXT,
    prior_checked TEXT,
    pause_reason TEXT DEFAULT '' NOT NULL,
    second_assessor_id TEXT,
    CONSTRAINT pk_cases PRIMARY KEY (id),
    CONSTRAINT fk_cases_person_id FOREIGN KEY(person_id) REFERENCES people (id),
    CONSTRAINT fk_cases_protocol_hash FOREIGN KEY(protocol_hash) REFERENCES protocols (hash),
    CONSTRAINT fk_cases_assessor_id FOREIGN KEY(assessor_id) REFERENCES assessors (id),
    CONSTRAINT fk_cases_retest_of FOREIGN KEY(retest_of) REFERENCES cases (id),
    CONSTRAINT fk_cases_second_assessor_id FOREIGN KEY(second_assessor_id) REFERENCES assessors (id)
)
 STRICT;
CREATE INDEX ix_cases_touched ON cases (touched);
CREATE INDEX ix_cases_person_id ON cases (person_id);
CREATE UNIQUE INDEX ix_cases_open ON cases (person_id, code) WHERE state not in ('closed','cancelled','no_show','aborted','lapsed');
CREATE INDEX ix_cases_booked ON cases (booked);
INSERT INTO cases (id, person_id, protocol_hash, code, centre, assessor_id, state, opened, booked, touched, identity_seen, briefed, privacy_version, machine, gauge, gauge_calibrated_to) SELECT id, person_id, protocol_hash, code, centre, assessor_id, state, opened, booked, touched, identity_seen, briefed, privacy_version, machine, gauge, gauge_calibrated_to FROM cases_before;
DROP TABLE cases_before;
CREATE TABLE adjustments (
    case_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    note TEXT NOT NULL,
    approved_by TEXT,
    approved TEXT,
    CONSTRAINT pk_adjustments PRIMARY KEY (case_id, kind),
    CONSTRAINT fk_adjustments_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
    CONSTRAINT fk_adjustments_approved_by FOREIGN KEY(approved_by) REFERENCES assessors (id)
)
 STRICT;
CREATE TABLE credits (
    case_id TEXT NOT NULL,
    area_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    level INTEGER,
    source TEXT NOT NULL,
    issued TEXT NOT NULL,
    document BLOB,
    credited_by TEXT NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT pk_credits PRIMARY KEY (case_id, area_id),
    CONSTRAINT fk_credits_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
    CONSTRAINT fk_credits_credited_by FOREIGN KEY(credited_by) REFERENCES assessors (id)
)
 STRICT;
CREATE TABLE reviews (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    reviewer_id TEXT NOT NULL,
    verdict TEXT NOT NULL,
    note TEXT NOT NULL,
    result BLOB NOT NULL,
    at TEXT NOT NULL,
    judged BLOB DEFAULT (x'7b7d') NOT NULL,
    CONSTRAINT pk_reviews PRIMARY KEY (id),
    CONSTRAINT fk_reviews_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
    CONSTRAINT fk_reviews_reviewer_id FOREIGN KEY(reviewer_id) REFERENCES assessors (id)
)
 STRICT;
CREATE INDEX ix_reviews_case_id ON reviews (case_id);
CREATE TABLE overrides (
    case_id TEXT NOT NULL,
    area_id TEXT NOT NULL,
    computed INTEGER NOT NULL,
    level INTEGER NOT NULL,
    reason TEXT NOT NULL,
    made_by TEXT NOT NULL,
    second_id TEXT NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT pk_overrides PRIMARY KEY (case_id, area_id),
    CONSTRAINT ck_overrides_level CHECK (level between 1 and 4),
    CONSTRAINT fk_overrides_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
    CONSTRAINT fk_overrides_made_by FOREIGN KEY(made_by) REFERENCES assessors (id),
    CONSTRAINT fk_overrides_second_id FOREIGN KEY(second_id) REFERENCES assessors (id)
)
 STRICT;
CREATE TABLE register (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    year INTEGER NOT NULL,
    number INTEGER NOT NULL,
    case_id TEXT,
    person_id TEXT,
    filed TEXT NOT NULL,
    filed_by TEXT NOT NULL,
    words TEXT NOT NULL,
    deadline TEXT,
    state TEXT NOT NULL,
    handler_id TEXT,
    handler TEXT NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL,
    settled TEXT,
    case_state TEXT NOT NULL,
    CONSTRAINT pk_register PRIMARY KEY (id),
    CONSTRAINT fk_register_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
    CONSTRAINT fk_register_person_id FOREIGN KEY(person_id) REFERENCES people (id),
    CONSTRAINT fk_register_handler_id FOREIGN KEY(handler_id) REFERENCES assessors (id)
)
 STRICT;
CREATE INDEX ix_register_case_id ON register (case_id);
CREATE UNIQUE INDEX uq_register_number ON register (kind, year, number);
CREATE TABLE sittings_before AS SELECT * FROM sittings;
DROP TABLE sittings;
CREATE TABLE sittings (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    part TEXT NOT NULL,
    number INTEGER NOT NULL,
    state TEXT NOT NULL,
    seed INTEGER NOT NULL,
    minutes INTEGER NOT NULL,
    started TEXT,
    stopped TEXT,
    active_seconds INTEGER NOT NULL,
    heartbeat TEXT,
    current TEXT NOT NULL,
    stop_criterion TEXT,
    stop_note TEXT NOT NULL,
    stop_measure TEXT DEFAULT '' NOT NULL,
    assessor_id TEXT,
    beside TEXT,
    paper_date TEXT,
    test_piece TEXT DEFAULT '' NOT NULL,
    batch TEXT DEFAULT '' NOT NULL,
    lab_due TEXT,
    pause_reason TEXT DEFAULT '' NOT NULL,
    helpers TEXT DEFAULT '' NOT NULL,
    reading BLOB DEFAULT (x'7b7d') NOT NULL,
    CONSTRAINT pk_sittings PRIMARY KEY (id),
    CONSTRAINT fk_sittings_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
    CONSTRAINT fk_sittings_assessor_id FOREIGN KEY(assessor_id) REFERENCES assessors (id),
    CONSTRAINT fk_sittings_beside FOREIGN KEY(beside) REFERENCES sittings (id)
)
 STRICT;
CREATE UNIQUE INDEX uq_sittings_part ON sittings (case_id, part, number);
INSERT INTO sittings (id, case_id, part, number, state, seed, minutes, started, stopped, active_seconds, heartbeat, current, stop_criterion, stop_note) SELECT id, case_id, part, number, state, seed, minutes, started, stopped, active_seconds, heartbeat, current, stop_criterion, stop_note FROM sittings_before;
DROP TABLE sittings_before;
CREATE TABLE decisions_before AS SELECT * FROM decisions;
DROP TABLE decisions;
CREATE TABLE decisions (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    outcome TEXT NOT NULL,
    result BLOB NOT NULL,
    signer_id TEXT NOT NULL,
    signed TEXT NOT NULL,
    appeal_by TEXT NOT NULL,
    number INTEGER DEFAULT '1' NOT NULL,
    overrides BLOB DEFAULT (x'5b5d') NOT NULL,
    second_id TEXT,
    reviewer_id TEXT,
    reason TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_decisions PRIMARY KEY (id),
    CONSTRAINT fk_decisions_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
    CONSTRAINT fk_decisions_signer_id FOREIGN KEY(signer_id) REFERENCES assessors (id),
    CONSTRAINT fk_decisions_second_id FOREIGN KEY(second_id) REFERENCES assessors (id),
    CONSTRAINT fk_decisions_reviewer_id FOREIGN KEY(reviewer_id) REFERENCES assessors (id)
)
 STRICT;
CREATE UNIQUE INDEX uq_decisions_number ON decisions (case_id, number);
INSERT INTO decisions (id, case_id, outcome, result, signer_id, signed, appeal_by) SELECT id, case_id, outcome, result, signer_id, signed, appeal_by FROM decisions_before;
DROP TABLE decisions_before;
CREATE TABLE photos (
    id TEXT NOT NULL,
    sitting_id TEXT NOT NULL,
    criterion_id TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    author_id TEXT NOT NULL,
    at TEXT NOT NULL,
    removed TEXT,
    CONSTRAINT pk_photos PRIMARY KEY (id),
    CONSTRAINT fk_photos_sitting_id FOREIGN KEY(sitting_id) REFERENCES sittings (id),
    CONSTRAINT fk_photos_sha256 FOREIGN KEY(sha256) REFERENCES blobs (sha256),
    CONSTRAINT fk_photos_author_id FOREIGN KEY(author_id) REFERENCES assessors (id)
)
 STRICT;
CREATE INDEX ix_photos_criterion ON photos (sitting_id, criterion_id);
CREATE TABLE settlements (
    sitting_id TEXT NOT NULL,
    criterion_id TEXT NOT NULL,
    rating INTEGER NOT NULL,
    measured TEXT NOT NULL,
    note TEXT NOT NULL,
    settled_by TEXT NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT pk_settlements PRIMARY KEY (sitting_id, criterion_id),
    CONSTRAINT ck_settlements_rating CHECK (rating between 0 and 4),
    CONSTRAINT fk_settlements_sitting_id FOREIGN KEY(sitting_id) REFERENCES sittings (id),
    CONSTRAINT fk_settlements_settled_by FOREIGN KEY(settled_by) REFERENCES assessors (id)
)
 STRICT;
CREATE TABLE observations_before AS SELECT * FROM observations;
DROP TABLE observations;
CREATE TABLE observations (
    id INTEGER NOT NULL,
    sitting_id TEXT NOT NULL,
    criterion_id TEXT NOT NULL,
    rating INTEGER,
    note TEXT NOT NULL,
    measured TEXT NOT NULL,
    later INTEGER NOT NULL,
    author_id TEXT NOT NULL,
    at TEXT NOT NULL,
    awaits_lab INTEGER DEFAULT '0' NOT NULL,
    lab_reference TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_observations PRIMARY KEY (id),
    CONSTRAINT ck_observations_rating CHECK (rating between 0 and 4),
    CONSTRAINT fk_observations_sitting_id FOREIGN KEY(sitting_id) REFERENCES sittings (id),
    CONSTRAINT fk_observations_author_id FOREIGN KEY(author_id) REFERENCES assessors (id)
)
 STRICT;
CREATE INDEX ix_observations_criterion ON observations (sitting_id, criterion_id, id);
INSERT INTO observations (id, sitting_id, criterion_id, rating, note, measured, later, author_id, at) SELECT id, sitting_id, criterion_id, rating, note, measured, later, author_id, at FROM observations_before;
DROP TABLE observations_before;
CREATE TABLE plans_before AS SELECT * FROM plans;
DROP TABLE plans;
CREATE TABLE plans (
    case_id TEXT NOT NULL,
    measures BLOB NOT NULL,
    comment TEXT NOT NULL,
    talked TEXT,
    saved TEXT NOT NULL,
    notes BLOB DEFAULT (x'7b7d') NOT NULL,
    CONSTRAINT pk_plans PRIMARY KEY (case_id),
    CONSTRAINT fk_plans_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
)
 STRICT;
INSERT INTO plans (case_id, measures, comment, talked, saved) SELECT case_id, measures, comment, talked, saved FROM plans_before;
DROP TABLE plans_before;
