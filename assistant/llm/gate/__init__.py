"""The gate: a draft and the passages it marks → the sentences they support, with the reason for each one dropped. `gate.py` is the way in."""
