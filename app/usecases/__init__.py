"""What a screen can ask for: one class per activity, one transaction per method."""
