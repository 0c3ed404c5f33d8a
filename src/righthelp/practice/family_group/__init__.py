"""Families decide: conferences and family meetings, the edge of care, going home from care."""
