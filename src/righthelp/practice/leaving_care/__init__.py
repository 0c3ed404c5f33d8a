"""Leaving care: who may count on help until 25, and what became of it."""
