CREATE TABLE companies (
    id TEXT NOT NULL,
    number_sealed BLOB,
    number_hash BLOB,
    contact TEXT NOT NULL,
    email TEXT NOT NULL,
    note TEXT NOT NULL,
    registered TEXT NOT NULL,
    CONSTRAINT pk_companies PRIMARY KEY (id),
    CONSTRAINT fk_companies_id FOREIGN KEY(id) REFERENCES organisations (id),
    CONSTRAINT uq_companies_number_hash UNIQUE (number_hash)
)
 STRICT;
CREATE TABLE group_orders (
    id TEXT NOT NULL,
    company_id TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    first_day TEXT,
    last_day TEXT,
    state TEXT NOT NULL,
    made TEXT NOT NULL,
    CONSTRAINT pk_group_orders PRIMARY KEY (id),
    CONSTRAINT ck_group_orders_state CHECK (state in ('open','closed')),
    CONSTRAINT fk_group_orders_company_id FOREIGN KEY(company_id) REFERENCES organisations (id)
)
 STRICT;
CREATE INDEX ix_group_orders_company_id ON group_orders (company_id);
CREATE TABLE people_imports (
    id TEXT NOT NULL,
    order_id TEXT NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    file_name TEXT NOT NULL,
    rows INTEGER NOT NULL,
    undone TEXT,
    CONSTRAINT pk_people_imports PRIMARY KEY (id),
    CONSTRAINT fk_people_imports_order_id FOREIGN KEY(order_id) REFERENCES group_orders (id)
)
 STRICT;
CREATE INDEX ix_people_imports_order_id ON people_imports (order_id);
CREATE TABLE order_people (
    order_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    employee_number TEXT NOT NULL,
    department TEXT NOT NULL,
    basis TEXT NOT NULL,
    basis_day TEXT,
    basis_by TEXT NOT NULL,
    import_id TEXT,
    made_here INTEGER NOT NULL,
    CONSTRAINT pk_order_people PRIMARY KEY (order_id, person_id),
    CONSTRAINT fk_order_people_order_id FOREIGN KEY(order_id) REFERENCES group_orders (id),
    CONSTRAINT fk_order_people_person_id FOREIGN KEY(person_id) REFERENCES people (id),
    CONSTRAINT fk_order_people_import_id FOREIGN KEY(import_id) REFERENCES people_imports (id)
)
 STRICT;
CREATE INDEX ix_order_people_person ON order_people (person_id);
CREATE TABLE rota (
    order_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    day TEXT NOT NULL,
    begins INTEGER NOT NULL,
    minutes INTEGER NOT NULL,
    machine TEXT NOT NULL,
    assessor TEXT NOT NULL,
    turn INTEGER NOT NULL,
    CONSTRAINT pk_rota PRIMARY KEY (order_id, person_id, turn),
    CONSTRAINT fk_rota_order_id FOREIGN KEY(order_id) REFERENCES group_orders (id),
    CONSTRAINT fk_rota_person_id FOREIGN KEY(person_id) REFERENCES people (id)
)
 STRICT;
CREATE INDEX ix_rota_day ON rota (day);
CREATE TABLE column_mappings (
    headings TEXT NOT NULL,
    columns TEXT NOT NULL,
    CONSTRAINT pk_column_mappings PRIMARY KEY (headings)
)
 STRICT;
CREATE TABLE company_levels (
    company_id TEXT NOT NULL,
    code TEXT NOT NULL,
    area_id TEXT NOT NULL,
    level INTEGER NOT NULL,
    CONSTRAINT pk_company_levels PRIMARY KEY (company_id, code, area_id),
    CONSTRAINT ck_company_levels_level CHECK (level between 1 and 4),
    CONSTRAINT fk_company_levels_company_id FOREIGN KEY(company_id) REFERENCES organisations (id)
)
 STRICT;
CREATE TABLE measures (
    id TEXT NOT NULL,
    company_id TEXT NOT NULL,
    code TEXT NOT NULL,
    area_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    length TEXT NOT NULL,
    responsible TEXT NOT NULL,
    due TEXT,
    follow_up TEXT,
    made TEXT NOT NULL,
    dropped TEXT,
    CONSTRAINT pk_measures PRIMARY KEY (id),
    CONSTRAINT fk_measures_company_id FOREIGN KEY(company_id) REFERENCES organisations (id)
)
 STRICT;
CREATE INDEX ix_measures_company ON measures (company_id, code);
CREATE TABLE measure_people (
    measure_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    done TEXT,
    CONSTRAINT pk_measure_people PRIMARY KEY (measure_id, person_id),
    CONSTRAINT fk_measure_people_measure_id FOREIGN KEY(measure_id) REFERENCES measures (id),
    CONSTRAINT fk_measure_people_person_id FOREIGN KEY(person_id) REFERENCES people (id)
)
 STRICT;
CREATE INDEX ix_measure_people_person ON measure_people (person_id);
CREATE TABLE left_areas (
    case_id TEXT NOT NULL,
    area_id TEXT NOT NULL,
    CONSTRAINT pk_left_areas PRIMARY KEY (case_id, area_id),
    CONSTRAINT fk_left_areas_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
)
 STRICT;
CREATE TABLE projects (
    id TEXT NOT NULL,
    serial INTEGER NOT NULL,
    word BLOB NOT NULL,
    CONSTRAINT pk_projects PRIMARY KEY (id)
)
 STRICT;
CREATE TABLE participations (
    id TEXT NOT NULL,
    project_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    company_id TEXT,
    status TEXT NOT NULL,
    first TEXT NOT NULL,
    last TEXT,
    is_void INTEGER NOT NULL,
    sealed BLOB,
    sealed_of BLOB,
    stated TEXT NOT NULL,
    CONSTRAINT pk_participations PRIMARY KEY (id),
    CONSTRAINT fk_participations_project_id FOREIGN KEY(project_id) REFERENCES projects (id),
    CONSTRAINT fk_participations_person_id FOREIGN KEY(person_id) REFERENCES people (id),
    CONSTRAINT fk_participations_company_id FOREIGN KEY(company_id) REFERENCES organisations (id)
)
 STRICT;
CREATE INDEX ix_participations_project ON participations (project_id);
CREATE INDEX ix_participations_company_id ON participations (company_id);
CREATE INDEX ix_participations_person_id ON participations (person_id);
CREATE TABLE attested_hours (
    participation_id TEXT NOT NULL,
    month TEXT NOT NULL,
    spent BLOB NOT NULL,
    confirmed TEXT,
    way TEXT,
    assessor_id TEXT NOT NULL,
    attested TEXT NOT NULL,
    record BLOB NOT NULL,
    CONSTRAINT pk_attested_hours PRIMARY KEY (participation_id, month),
    CONSTRAINT fk_attested_hours_participation_id FOREIGN KEY(participation_id) REFERENCES participations (id),
    CONSTRAINT fk_attested_hours_assessor_id FOREIGN KEY(assessor_id) REFERENCES assessors (id)
)
 STRICT;
CREATE TABLE told_months (
    project_id TEXT NOT NULL,
    month TEXT NOT NULL,
    state TEXT NOT NULL,
    sent TEXT NOT NULL,
    said TEXT NOT NULL,
    CONSTRAINT pk_told_months PRIMARY KEY (project_id, month)
)
 STRICT;
CREATE TABLE told_genders (
    person_id TEXT NOT NULL,
    gender TEXT NOT NULL,
    CONSTRAINT pk_told_genders PRIMARY KEY (person_id),
    CONSTRAINT fk_told_genders_person_id FOREIGN KEY(person_id) REFERENCES people (id)
)
 STRICT;
CREATE TABLE export_files (
    export_id INTEGER NOT NULL,
    file TEXT NOT NULL,
    filters BLOB NOT NULL,
    CONSTRAINT pk_export_files PRIMARY KEY (export_id),
    CONSTRAINT fk_export_files_export_id FOREIGN KEY(export_id) REFERENCES exports (id)
)
 STRICT;
CREATE TABLE conversation_guides (
    hash TEXT NOT NULL,
    code TEXT NOT NULL,
    version TEXT NOT NULL,
    canonical BLOB NOT NULL,
    kept TEXT NOT NULL,
    CONSTRAINT pk_conversation_guides PRIMARY KEY (hash)
)
 STRICT;
CREATE TABLE conversations (
    id TEXT NOT NULL,
    company_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    guide_hash TEXT NOT NULL,
    day TEXT NOT NULL,
    state TEXT NOT NULL,
    assessor_id TEXT NOT NULL,
    participants TEXT NOT NULL,
    roles TEXT NOT NULL,
    steps TEXT NOT NULL,
    pause_reason TEXT DEFAULT '' NOT NULL,
    begun TEXT NOT NULL,
    touched TEXT NOT NULL,
    held TEXT,
    record BLOB,
    CONSTRAINT pk_conversations PRIMARY KEY (id),
    CONSTRAINT ck_conversations_state CHECK (state in ('open','paused','held')),
    CONSTRAINT fk_conversations_company_id FOREIGN KEY(company_id) REFERENCES organisations (id),
    CONSTRAINT fk_conversations_guide_hash FOREIGN KEY(guide_hash) REFERENCES conversation_guides (hash),
    CONSTRAINT fk_conversations_assessor_id FOREIGN KEY(assessor_id) REFERENCES assessors (id)
)
 STRICT;
CREATE UNIQUE INDEX uq_conversations_number ON conversations (company_id, number);
CREATE TABLE conversation_answers (
    id INTEGER NOT NULL,
    conversation_id TEXT NOT NULL,
    question_id TEXT NOT NULL,
    level INTEGER,
    skipped TEXT NOT NULL,
    note TEXT NOT NULL,
    author_id TEXT NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT pk_conversation_answers PRIMARY KEY (id),
    CONSTRAINT fk_conversation_answers_conversation_id FOREIGN KEY(conversation_id) REFERENCES conversations (id),
    CONSTRAINT fk_conversation_answers_author_id FOREIGN KEY(author_id) REFERENCES assessors (id)
)
 STRICT;
CREATE INDEX ix_conversation_answers_conversation_id ON conversation_answers (conversation_id);
