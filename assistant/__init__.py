"""Question and Stichtag in, cited answer out. Begin with `answering`; the folders follow the way of a question, `types` and `protocols` say what
passes between them. Knows nothing of files to index, vector stores or web frameworks.
"""
