"""Enquiries to partner agencies about a child: what each knows, and what it comes to."""
