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
