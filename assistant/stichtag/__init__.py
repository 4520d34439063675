"""As of a date: what is in force (`validity`, begin there), what was or will be (`othertimes`), and times without a rule (`unruled`)."""
