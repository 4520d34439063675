"""Question → scored passages: search over the index, and the ranker that orders the cards."""
