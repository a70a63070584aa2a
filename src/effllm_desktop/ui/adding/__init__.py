"""The dialog in which works are added to a section."""
