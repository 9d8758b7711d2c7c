"""How each paper is laid out as shipped."""
