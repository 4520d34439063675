"""Question → scored passages: `retriever` searches the index, `ranking` orders the cards; `groups` is an index as one reader may see it."""
