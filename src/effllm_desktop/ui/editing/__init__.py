"""Small dialogs of editing lists."""
