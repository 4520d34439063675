"""Follow-ups: what a turn leaves unsaid, what the conversation is about, which cards and tables it may mean."""
