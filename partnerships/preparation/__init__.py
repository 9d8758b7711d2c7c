"""The work on a delegation: what is to be done by when, what was promised, what it costs."""
