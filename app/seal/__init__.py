"""Everything that is signed: certificates, accreditations, trust, status, records, and the keys."""
