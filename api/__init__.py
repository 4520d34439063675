"""Ways in: command line (`cli`), service for programs (`http`) and pages for people (`web`); `store` keeps what the service remembers. Thin: read
input, ask the assistant that `wiring` puts together, show what it says.
"""
