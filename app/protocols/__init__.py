"""Protocol packages on disk <-> Protocol: format, every error with its path, content hash."""
