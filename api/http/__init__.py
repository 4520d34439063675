"""The service: one FastAPI application for programs (`/v1`) and people (`/`). Begin with `app`; what routes share is in `service`."""
