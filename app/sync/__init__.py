"""From the laptop to the region's node: messages, client, one run at a time."""
