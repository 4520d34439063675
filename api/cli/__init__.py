"""The `kim` command."""
