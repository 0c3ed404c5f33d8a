"""Child protection conferences, plans, core groups and reviews."""
