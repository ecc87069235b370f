"""The whole main job by hand on the real window, against a real node: to show and to prove."""
