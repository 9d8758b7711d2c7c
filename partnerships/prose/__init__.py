"""Prose read as records: a page about twin towns gives visits, agreements, events, figures and people."""
