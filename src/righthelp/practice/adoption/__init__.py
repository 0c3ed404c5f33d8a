"""Adoption: the plan for a child, family finding, adopters, the order, and the seal that follows it."""
