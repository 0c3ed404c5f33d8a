"""Signing in: password, second factor, an organisation's directory, lock-out, sessions, and the accounts themselves."""
