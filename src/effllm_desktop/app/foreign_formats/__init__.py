"""Files of other programs, read into values, and written as lists that the program reads."""
