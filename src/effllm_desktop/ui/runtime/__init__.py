"""What runs behind the panes: jobs, the open library, failures, memory of the window."""
