"""As of a date: what is in force, what was or will be, and times without a rule."""
