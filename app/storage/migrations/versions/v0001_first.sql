CREATE TABLE assessors (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    number INTEGER NOT NULL,
    roles TEXT NOT NULL,
    CONSTRAINT pk_assessors PRIMARY KEY (id)
)
 STRICT;

CREATE TABLE desk_facts (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_desk_facts PRIMARY KEY (name)
)
 STRICT;

CREATE TABLE exports (
    id INTEGER NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    kind TEXT NOT NULL,
    rows INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    CONSTRAINT pk_exports PRIMARY KEY (id)
)
 STRICT;

CREATE TABLE feed_entries (
    cursor INTEGER NOT NULL,
    type TEXT NOT NULL,
    content BLOB NOT NULL,
    applied TEXT NOT NULL,
    CONSTRAINT pk_feed_entries PRIMARY KEY (cursor)
)
 STRICT;

CREATE TABLE organisations (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    search_name TEXT NOT NULL,
    number TEXT,
    created TEXT NOT NULL,
    CONSTRAINT pk_organisations PRIMARY KEY (id),
    CONSTRAINT ck_organisations_kind CHECK (kind in ('company','testcentre'))
)
 STRICT;

CREATE INDEX ix_organisations_search_name ON organisations (search_name);

CREATE TABLE pictures (
    sha256 TEXT NOT NULL,
    content BLOB NOT NULL,
    CONSTRAINT pk_pictures PRIMARY KEY (sha256)
)
 STRICT;

CREATE TABLE protocols (
    hash TEXT NOT NULL,
    code TEXT NOT NULL,
    version TEXT NOT NULL,
    state TEXT NOT NULL,
    canonical BLOB NOT NULL,
    installed TEXT NOT NULL,
    CONSTRAINT pk_protocols PRIMARY KEY (hash)
)
 STRICT;

CREATE TABLE records (
    hash BLOB NOT NULL,
    kid BLOB NOT NULL,
    epoch BLOB NOT NULL,
    seq INTEGER NOT NULL,
    type TEXT NOT NULL,
    subject TEXT NOT NULL,
    case_id TEXT,
    raw BLOB NOT NULL,
    salt BLOB,
    payload BLOB,
    written TEXT NOT NULL,
    CONSTRAINT pk_records PRIMARY KEY (hash)
)
 STRICT;

CREATE INDEX ix_records_case_id ON records (case_id);

CREATE INDEX ix_records_written ON records (written);

CREATE UNIQUE INDEX uq_records_link ON records (kid, epoch, seq);

CREATE TABLE trust_documents (
    name TEXT NOT NULL,
    content BLOB NOT NULL,
    fetched TEXT NOT NULL,
    CONSTRAINT pk_trust_documents PRIMARY KEY (name)
)
 STRICT;

CREATE TABLE verifications (
    id INTEGER NOT NULL,
    at TEXT NOT NULL,
    number TEXT NOT NULL,
    answer TEXT NOT NULL,
    CONSTRAINT pk_verifications PRIMARY KEY (id)
)
 STRICT;

CREATE TABLE people (
    id TEXT NOT NULL,
    line INTEGER NOT NULL,
    name TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    birth_date TEXT,
    identity_kind TEXT NOT NULL,
    identity_sealed BLOB,
    identity_hash BLOB,
    protected INTEGER NOT NULL,
    language TEXT NOT NULL,
    employment TEXT NOT NULL,
    employer_id TEXT,
    registered TEXT NOT NULL,
    CONSTRAINT pk_people PRIMARY KEY (id),
    CONSTRAINT uq_people_line UNIQUE (line),
    CONSTRAINT uq_people_identity_hash UNIQUE (identity_hash),
    CONSTRAINT fk_people_employer_id FOREIGN KEY(employer_id) REFERENCES organisations (id)
)
 STRICT;

CREATE INDEX ix_people_employer_id ON people (employer_id);

CREATE TABLE receipts (
    record_hash BLOB NOT NULL,
    result TEXT NOT NULL,
    raw BLOB,
    received TEXT NOT NULL,
    CONSTRAINT pk_receipts PRIMARY KEY (record_hash),
    CONSTRAINT fk_receipts_record_hash FOREIGN KEY(record_hash) REFERENCES records (hash)
)
 STRICT;

CREATE TABLE seals (
    kid BLOB NOT NULL,
    assessor_id TEXT NOT NULL,
    public BLOB NOT NULL,
    accreditation BLOB,
    profiles TEXT NOT NULL,
    first_day TEXT,
    last_day TEXT,
    centre TEXT NOT NULL,
    next_status_index INTEGER NOT NULL,
    state TEXT NOT NULL,
    CONSTRAINT pk_seals PRIMARY KEY (kid),
    CONSTRAINT fk_seals_assessor_id FOREIGN KEY(assessor_id) REFERENCES assessors (id)
)
 STRICT;

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
    CONSTRAINT pk_cases PRIMARY KEY (id),
    CONSTRAINT fk_cases_person_id FOREIGN KEY(person_id) REFERENCES people (id),
    CONSTRAINT fk_cases_protocol_hash FOREIGN KEY(protocol_hash) REFERENCES protocols (hash),
    CONSTRAINT fk_cases_assessor_id FOREIGN KEY(assessor_id) REFERENCES assessors (id)
)
 STRICT;

CREATE INDEX ix_cases_booked ON cases (booked);

CREATE UNIQUE INDEX ix_cases_open ON cases (person_id, code) WHERE state not in ('closed','cancelled','no_show','aborted','lapsed');

CREATE INDEX ix_cases_person_id ON cases (person_id);

CREATE INDEX ix_cases_touched ON cases (touched);

CREATE TABLE met_items (
    person_id TEXT NOT NULL,
    scheme TEXT NOT NULL,
    item_id TEXT NOT NULL,
    CONSTRAINT pk_met_items PRIMARY KEY (person_id, scheme, item_id),
    CONSTRAINT fk_met_items_person_id FOREIGN KEY(person_id) REFERENCES people (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE person_events (
    id INTEGER NOT NULL,
    person_id TEXT NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    actor TEXT NOT NULL,
    detail TEXT NOT NULL,
    CONSTRAINT pk_person_events PRIMARY KEY (id),
    CONSTRAINT fk_person_events_person_id FOREIGN KEY(person_id) REFERENCES people (id)
)
 STRICT;

CREATE INDEX ix_person_events_person_id ON person_events (person_id);

CREATE TABLE person_names (
    id INTEGER NOT NULL,
    person_id TEXT NOT NULL,
    since TEXT NOT NULL,
    name TEXT NOT NULL,
    CONSTRAINT pk_person_names PRIMARY KEY (id),
    CONSTRAINT fk_person_names_person_id FOREIGN KEY(person_id) REFERENCES people (id)
)
 STRICT;

CREATE INDEX ix_person_names_person_id ON person_names (person_id);

CREATE TABLE person_tokens (
    rank INTEGER NOT NULL,
    token TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    line INTEGER NOT NULL,
    CONSTRAINT pk_person_tokens PRIMARY KEY (rank, token, sort_name, line),
    CONSTRAINT fk_person_tokens_line FOREIGN KEY(line) REFERENCES people (line)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE person_words (
    line INTEGER NOT NULL,
    words TEXT NOT NULL,
    CONSTRAINT pk_person_words PRIMARY KEY (line),
    CONSTRAINT fk_person_words_line FOREIGN KEY(line) REFERENCES people (line)
)
 STRICT;

CREATE TABLE case_events (
    id INTEGER NOT NULL,
    case_id TEXT NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    actor TEXT NOT NULL,
    detail TEXT NOT NULL,
    CONSTRAINT pk_case_events PRIMARY KEY (id),
    CONSTRAINT fk_case_events_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
)
 STRICT;

CREATE INDEX ix_case_events_case_id ON case_events (case_id);

CREATE TABLE certificates (
    id BLOB NOT NULL,
    case_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    number TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    kid BLOB NOT NULL,
    status_index INTEGER NOT NULL,
    issued TEXT NOT NULL,
    valid_to TEXT,
    snapshot BLOB NOT NULL,
    prints INTEGER NOT NULL,
    CONSTRAINT pk_certificates PRIMARY KEY (id),
    CONSTRAINT fk_certificates_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
    CONSTRAINT fk_certificates_person_id FOREIGN KEY(person_id) REFERENCES people (id),
    CONSTRAINT uq_certificates_number UNIQUE (number)
)
 STRICT;

CREATE INDEX ix_certificates_case_id ON certificates (case_id);

CREATE INDEX ix_certificates_issued ON certificates (issued, id);

CREATE INDEX ix_certificates_person_id ON certificates (person_id);

CREATE UNIQUE INDEX uq_certificates_index ON certificates (kid, status_index);

CREATE TABLE decisions (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    outcome TEXT NOT NULL,
    result BLOB NOT NULL,
    signer_id TEXT NOT NULL,
    signed TEXT NOT NULL,
    appeal_by TEXT NOT NULL,
    CONSTRAINT pk_decisions PRIMARY KEY (id),
    CONSTRAINT uq_decisions_case_id UNIQUE (case_id),
    CONSTRAINT fk_decisions_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
    CONSTRAINT fk_decisions_signer_id FOREIGN KEY(signer_id) REFERENCES assessors (id)
)
 STRICT;

CREATE TABLE plans (
    case_id TEXT NOT NULL,
    measures BLOB NOT NULL,
    comment TEXT NOT NULL,
    talked TEXT,
    saved TEXT NOT NULL,
    CONSTRAINT pk_plans PRIMARY KEY (case_id),
    CONSTRAINT fk_plans_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
)
 STRICT;

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
    CONSTRAINT pk_sittings PRIMARY KEY (id),
    CONSTRAINT fk_sittings_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
)
 STRICT;

CREATE UNIQUE INDEX uq_sittings_part ON sittings (case_id, part, number);

CREATE TABLE drawn_items (
    sitting_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    item_id TEXT NOT NULL,
    marked INTEGER NOT NULL,
    CONSTRAINT pk_drawn_items PRIMARY KEY (sitting_id, position),
    CONSTRAINT fk_drawn_items_sitting_id FOREIGN KEY(sitting_id) REFERENCES sittings (id)
)
 STRICT;

CREATE TABLE incidents (
    id INTEGER NOT NULL,
    sitting_id TEXT NOT NULL,
    stopped TEXT NOT NULL,
    found TEXT NOT NULL,
    confirmed_by TEXT,
    CONSTRAINT pk_incidents PRIMARY KEY (id),
    CONSTRAINT fk_incidents_sitting_id FOREIGN KEY(sitting_id) REFERENCES sittings (id),
    CONSTRAINT fk_incidents_confirmed_by FOREIGN KEY(confirmed_by) REFERENCES assessors (id)
)
 STRICT;

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
    CONSTRAINT pk_observations PRIMARY KEY (id),
    CONSTRAINT ck_observations_rating CHECK (rating between 0 and 4),
    CONSTRAINT fk_observations_sitting_id FOREIGN KEY(sitting_id) REFERENCES sittings (id),
    CONSTRAINT fk_observations_author_id FOREIGN KEY(author_id) REFERENCES assessors (id)
)
 STRICT;

CREATE INDEX ix_observations_criterion ON observations (sitting_id, criterion_id, id);

CREATE TABLE responses (
    id INTEGER NOT NULL,
    sitting_id TEXT NOT NULL,
    item_id TEXT NOT NULL,
    answer TEXT NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT pk_responses PRIMARY KEY (id),
    CONSTRAINT fk_responses_sitting_id FOREIGN KEY(sitting_id) REFERENCES sittings (id)
)
 STRICT;

CREATE INDEX ix_responses_item ON responses (sitting_id, item_id, id);
