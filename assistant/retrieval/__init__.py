"""Question → scored passages. Begin with `retriever`; `ranking` orders the cards, `groups` is an index as one reader may see it."""
