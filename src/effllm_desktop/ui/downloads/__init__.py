"""The queue of PDFs, what they take on this machine, and what a flight still needs."""
