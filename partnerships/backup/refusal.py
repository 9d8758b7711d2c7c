"""The errors of this room."""


class BackupRefused(Exception):
    """Nothing live was touched; the text says in one line what is wrong and what to do."""


class RestoreUnfinished(Exception):
    """Something live was touched; the text says what stands now, what went wrong, and where the old data is."""
