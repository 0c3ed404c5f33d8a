"""Supervision: each month a worker and their supervisor talk about the children, the work and the worker."""
