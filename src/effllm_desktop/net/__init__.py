"""Everything that talks to other machines: politely, checked, and so that it can be stopped."""
