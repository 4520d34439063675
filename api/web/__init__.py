"""Pages for people: German, server-rendered, usable without JavaScript."""
