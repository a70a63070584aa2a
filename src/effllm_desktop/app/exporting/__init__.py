"""What leaves the library, and how it is written."""
