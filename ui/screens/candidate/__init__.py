"""Candidate mode: the theory test in full screen, one question at a time, nothing else in reach."""

from ui.screens.candidate.screen import CandidateScreen

__all__ = ["CandidateScreen"]
