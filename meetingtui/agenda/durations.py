"""Lengths as people write them, and back."""
