"""The index that each database keeps of the search rows by itself; used by migrations.

SQLite: an FTS5 table beside the rows, fed by triggers. PostgreSQL: generated tsvector columns with GIN.
A migration that rebuilds a table of rows on SQLite has to call `create` again, as its triggers go with the table.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

COLUMNS = ("name", "summary", "body", "around")

SQLITE = """
CREATE VIRTUAL TABLE {table}_fts USING fts5(
    {columns}, content='{table}', content_rowid='id', tokenize='unicode61 remove_diacritics 0', prefix='2 3');
CREATE TRIGGER {table}_added AFTER INSERT ON {table} BEGIN
    INSERT INTO {table}_fts(rowid, {columns}) VALUES (new.id, {new}); END;
CREATE TRIGGER {table}_gone AFTER DELETE ON {table} BEGIN
    INSERT INTO {table}_fts({table}_fts, rowid, {columns}) VALUES ('delete', old.id, {old}); END;
"""
# The texts stay outside the rows, so that counting many rows reads few pages.
POSTGRESQL = """
ALTER TABLE {table} SET (toast_tuple_target = 128);
ALTER TABLE {table}
    ADD COLUMN name_index tsvector GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, name)) STORED,
    ADD COLUMN head_index tsvector GENERATED ALWAYS AS (
        to_tsvector('simple'::regconfig, name || ' ъъ ' || summary)) STORED,
    ADD COLUMN text_index tsvector GENERATED ALWAYS AS (
        to_tsvector('simple'::regconfig, name || ' ъъ ' || summary || ' ъъ ' || body || ' ъъ ' || around)) STORED;
CREATE INDEX {table}_name ON {table} USING gin (name_index) WITH (fastupdate = off);
CREATE INDEX {table}_head ON {table} USING gin (head_index) WITH (fastupdate = off);
CREATE INDEX {table}_text ON {table} USING gin (text_index) WITH (fastupdate = off);
"""
SQLITE_UNDO = "DROP TABLE {table}_fts; DROP TRIGGER {table}_added; DROP TRIGGER {table}_gone;"
POSTGRESQL_UNDO = "ALTER TABLE {table} DROP COLUMN name_index, DROP COLUMN head_index, DROP COLUMN text_index;"


def create(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """Make the index of the rows in `table`, which are its content from then on."""
    if editor.connection.vendor == "sqlite":
        for statement in _statements(SQLITE, table):
            editor.execute(statement, None)
    else:
        for statement in POSTGRESQL.format(table=table).split(";\n"):
            if statement.strip():
                editor.execute(statement, None)


def drop_index(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """Remove what `create` made."""
    script = SQLITE_UNDO if editor.connection.vendor == "sqlite" else POSTGRESQL_UNDO
    for statement in script.format(table=table).split("; "):
        editor.execute(statement.rstrip(";"), None)


def _statements(script: str, table: str) -> list[str]:
    """Return the statements of SQLite's script; a trigger holds semicolons of its own."""
    columns = {f"{kind}": ", ".join(f"{kind}.{name}" for name in COLUMNS) for kind in ("new", "old")}
    text = script.format(table=table, columns=", ".join(COLUMNS), **columns)
    return [f"CREATE {part.strip().rstrip(';')}" for part in text.split("CREATE ") if part.strip()]
