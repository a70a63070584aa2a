"""The right pane: one work, or what can be done to several."""
