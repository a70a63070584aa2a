"""The command line: the same library as the window's, without Qt."""
