CREATE TABLE certificate_files (
    certificate_id BLOB NOT NULL,
    pdf BLOB NOT NULL,
    made TEXT NOT NULL,
    CONSTRAINT pk_certificate_files PRIMARY KEY (certificate_id),
    CONSTRAINT fk_certificate_files_certificate_id FOREIGN KEY(certificate_id) REFERENCES certificates (id)
)
 STRICT;
CREATE TABLE certificate_changes (
    id INTEGER NOT NULL,
    certificate_id BLOB NOT NULL,
    status TEXT NOT NULL,
    reason TEXT NOT NULL,
    note TEXT NOT NULL,
    at TEXT NOT NULL,
    by_id TEXT NOT NULL,
    CONSTRAINT pk_certificate_changes PRIMARY KEY (id),
    CONSTRAINT fk_certificate_changes_certificate_id FOREIGN KEY(certificate_id) REFERENCES certificates (id),
    CONSTRAINT fk_certificate_changes_by_id FOREIGN KEY(by_id) REFERENCES assessors (id)
)
 STRICT;
CREATE INDEX ix_certificate_changes_certificate_id ON certificate_changes (certificate_id);
CREATE TABLE paper_certificates (
    kid BLOB NOT NULL,
    certificate BLOB NOT NULL,
    issuer BLOB NOT NULL,
    CONSTRAINT pk_paper_certificates PRIMARY KEY (kid),
    CONSTRAINT fk_paper_certificates_kid FOREIGN KEY(kid) REFERENCES seals (kid)
)
 STRICT;
CREATE TABLE endorsements (
    kid BLOB NOT NULL,
    credential BLOB NOT NULL,
    CONSTRAINT pk_endorsements PRIMARY KEY (kid),
    CONSTRAINT fk_endorsements_kid FOREIGN KEY(kid) REFERENCES seals (kid)
)
 STRICT;
CREATE TABLE named_blobs (
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    there TEXT,
    CONSTRAINT pk_named_blobs PRIMARY KEY (sha256)
)
 STRICT;
