"""What the reader did, and the way back to any point of it."""
