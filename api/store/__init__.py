"""What the service keeps: conversations, feedback, API keys, sign-ins. SQLite by default, another database by URL. Begin with `database`."""
