"""Measures the product on questions with gold facts. Begin with `run` (`kim eval`); `figures` compares with what `expected.yaml` promises."""
