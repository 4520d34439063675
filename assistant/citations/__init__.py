"""Citations: numbered by their first mark (`citing`, begin there), quoted verbatim from the original where one is indexed (`quotes`)."""
