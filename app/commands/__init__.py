"""The command line: one small module a subcommand, worded in both languages."""
