"""What each version added to the node's own facts; run by `app.node.upgrade`."""
