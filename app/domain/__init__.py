"""Values and rules of a validation: no I/O, no clock, no database, no Qt."""
