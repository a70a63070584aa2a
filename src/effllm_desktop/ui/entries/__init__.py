"""The middle pane: the entries of a place, a list or a section."""
