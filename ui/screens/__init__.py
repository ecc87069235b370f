"""The desk's screens: one file or one package each, reached by a key of the main window."""
