"""Pictures of the window in every state that matters, to be looked at with every change of it."""
