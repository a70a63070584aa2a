"""Writing lists: the dialog with its live preview."""
