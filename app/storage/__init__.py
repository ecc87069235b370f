"""The encrypted SQLite file: database, tables, upgrade, one module per aggregate."""
