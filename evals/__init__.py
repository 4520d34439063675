"""Measures the product on questions with gold facts."""
