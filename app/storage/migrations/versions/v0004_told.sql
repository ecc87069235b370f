CREATE TABLE conflicts (
    id BLOB NOT NULL,
    kind TEXT NOT NULL,
    review BLOB NOT NULL,
    told TEXT NOT NULL,
    answer BLOB,
    answered TEXT,
    resolution BLOB,
    settled TEXT,
    CONSTRAINT pk_conflicts PRIMARY KEY (id)
)
 STRICT;
CREATE TABLE told_protocols (
    hash TEXT NOT NULL,
    code TEXT NOT NULL,
    version TEXT NOT NULL,
    word TEXT NOT NULL,
    object TEXT NOT NULL,
    size INTEGER NOT NULL,
    from_day TEXT NOT NULL,
    told TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    seen INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT pk_told_protocols PRIMARY KEY (hash)
)
 STRICT;
CREATE TABLE object_pieces (
    object TEXT NOT NULL,
    start INTEGER NOT NULL,
    content BLOB NOT NULL,
    CONSTRAINT pk_object_pieces PRIMARY KEY (object, start)
)
 STRICT;
CREATE TABLE bookings (
    id TEXT NOT NULL,
    day TEXT NOT NULL,
    profile TEXT NOT NULL,
    name TEXT NOT NULL,
    birth_date TEXT,
    company TEXT NOT NULL,
    note TEXT NOT NULL,
    state TEXT NOT NULL,
    case_id TEXT,
    word BLOB NOT NULL,
    CONSTRAINT pk_bookings PRIMARY KEY (id)
)
 STRICT;
CREATE INDEX ix_bookings_day ON bookings (day);
ALTER TABLE certificate_files ADD COLUMN sha256 TEXT DEFAULT '' NOT NULL;
