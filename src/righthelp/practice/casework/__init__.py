"""What every kind of help is made of: plans with outcomes and actions, visits, meetings with their minutes."""
