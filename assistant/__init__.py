"""Question and Stichtag in, cited answer out. Knows nothing of files, vector stores or web frameworks."""
