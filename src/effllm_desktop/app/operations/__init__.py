"""What the reader can do to the library: one frozen value for each act."""
