"""Pipelines to compare with, measured in the same run on the same files. Begin with `compare`."""
