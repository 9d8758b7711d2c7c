"""Search: words to tokens, rows in the revision's transaction, one question asked of either database.

`words` makes tokens, `sources` says which text of a record stands in which index, `rows` writes the rows,
`engine` is the seam to the database (or to another engine), `finding` ranks, `spelling` guesses what was meant.
"""
