"""Staff voice: HR policies and their reviews, what the Employee Forum hears and what came of it, staff surveys."""
