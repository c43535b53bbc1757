"""Between the meetings: what is carried over, and the promises."""
