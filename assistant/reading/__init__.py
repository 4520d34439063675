"""Passages → text that answers: cards (`reader`, begin there), and lines of originals nobody wrote cards for (`extract`, `lines`)."""
