"""What is shown: plain frozen values, read when they are asked for."""
