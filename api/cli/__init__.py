"""The `kim` command. Begin with `main`; what each command takes stands in `commands/`, what it does in the modules beside it."""
