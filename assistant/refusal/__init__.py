"""Whether the documents answer at all: `decision` is the one place where it is decided (begin there), on what `evidence` measures."""
