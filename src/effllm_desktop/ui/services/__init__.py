"""The page that shows whom the program contacts, with a switch for each, and what was asked."""
