"""Citations: numbered by their first mark, quoted verbatim from the original where one is indexed."""
