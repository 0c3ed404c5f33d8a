"""The synthetic city: people and their history, to demonstrate and to test on. Nobody in it exists."""
