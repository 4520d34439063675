"""Follow-ups. Begin with `followup`, which writes one out as a full question; `focus` says which cards and tables the conversation is about."""
