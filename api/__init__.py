"""Ways in: the command line (and later HTTP and channels). Thin: reads input, calls the assistant, prints output."""
