"""The health of children looked after: assessments, checks, feelings, waits, and a passport of their own."""
