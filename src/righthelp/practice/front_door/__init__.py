"""The front door: everything that anybody tells us about a child, until somebody has decided and said so."""
