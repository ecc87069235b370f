"""How the file grew: one module per version, run by `app.storage.upgrade`."""
