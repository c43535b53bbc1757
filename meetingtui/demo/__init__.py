"""A year of meetings that nobody held: to look around in, to test and to measure with."""
