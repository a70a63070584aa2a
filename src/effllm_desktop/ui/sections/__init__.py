"""The left pane: places, lists and their sections."""
