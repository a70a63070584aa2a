"""The dialog in which words are found inside papers."""
