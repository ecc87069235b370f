"""Intyga without a screen: rules, storage, signatures, paper, sync and node."""
