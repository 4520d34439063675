"""Ja or Nein: how a question asks, what a card decides, and whether that bears on the question as asked."""
