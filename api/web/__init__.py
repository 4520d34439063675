"""Pages for people: German, server-rendered, usable without JavaScript. Begin with `pages` (asking) and `checks`; `views` renders."""
