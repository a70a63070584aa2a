"""The frame of the window: menus, notices, the three panes side by side."""
