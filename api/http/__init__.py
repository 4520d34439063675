"""The service: one FastAPI application for programs (`/v1`) and people (`/`)."""
