"""Tests of the database room."""
