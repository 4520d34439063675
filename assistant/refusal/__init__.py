"""Whether the documents answer at all: what the decision rests on, and the one place where it is taken."""
