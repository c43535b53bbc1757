"""From an agenda file to a plan of timed slots."""
