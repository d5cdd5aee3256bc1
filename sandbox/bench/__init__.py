"""Measures the sandbox against the plain ways of running the same program, side by side in one go."""
