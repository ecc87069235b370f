"""The regional node: takes in signed records, answers what is in force, shows what has come."""
