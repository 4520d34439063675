"""Passages → text that answers: cards, and lines of originals nobody wrote cards for."""
