"""A page of prose becomes drafts: it is pasted, read, looked at beside its sentences, and what is chosen is saved."""
