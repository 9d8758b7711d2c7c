"""The back office: Django's admin on our own site, one module a concept (screens.py loads them)."""
