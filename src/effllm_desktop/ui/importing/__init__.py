"""Opening lists: from files, folders, the clipboard; what was found and what was not."""
