"""Proves a course: whatever it claims is played and compared."""
