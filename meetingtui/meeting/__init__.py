"""The live meeting as pure functions: (state, command, now) in, facts and documents out."""
