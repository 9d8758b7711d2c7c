"""The index that each database keeps of the search rows by itself; used by migrations.

SQLite: an FTS5 table without a copy of the texts, fed by triggers. PostgreSQL: GIN indexes of expressions.
A migration that rebuilds the table of rows on SQLite has to call `create` again, as its triggers go with the table.
"""

from typing import Final

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from partnerships.database.token_text import PARTS

TABLE: Final = "partnerships_searchrow"
COLUMNS: Final = ", ".join(PARTS)
SQLITE: Final = """
CREATE VIRTUAL TABLE {table}_fts USING fts5(
    {columns}, content='', columnsize=0, tokenize='unicode61 remove_diacritics 0', prefix='2 3')
--
CREATE TRIGGER {table}_added AFTER INSERT ON {table} BEGIN
    INSERT INTO {table}_fts(rowid, {columns}) VALUES (new.id, {new}); END
--
CREATE TRIGGER {table}_gone AFTER DELETE ON {table} BEGIN
    INSERT INTO {table}_fts({table}_fts, rowid, {columns}) VALUES ('delete', old.id, {old}); END
"""
SQLITE_UNDO: Final = "DROP TABLE {table}_fts -- DROP TRIGGER {table}_added -- DROP TRIGGER {table}_gone"
#: What a question is put to on PostgreSQL, by how much of a row is asked; each is an expression with an index.
TEXTS: Final = {
    "name": r"split_part(tokens, E'\x1f', 1)",
    "head": r"(split_part(tokens, E'\x1f', 1) || split_part(tokens, E'\x1f', 2))",
    "text": r"split_part(tokens, E'\x1e', 1)",
    "internal": r"split_part(tokens, E'\x1e', 2)",
}
VECTORS: Final = {part: f"to_tsvector('simple'::regconfig, {text})" for part, text in TEXTS.items()}
# The texts stay outside the rows, so that counting many rows reads few pages.
POSTGRESQL: Final = """
ALTER TABLE {table} SET (toast_tuple_target = 128)
--
CREATE INDEX {table}_name ON {table} USING gin ({name}) WITH (fastupdate = off)
--
CREATE INDEX {table}_head ON {table} USING gin ({head}) WITH (fastupdate = off)
--
CREATE INDEX {table}_text ON {table} USING gin ({text}) WITH (fastupdate = off)
--
CREATE INDEX {table}_internal ON {table} USING gin ({internal}) WITH (fastupdate = off)
"""


def create(editor: BaseDatabaseSchemaEditor) -> None:
    """Make the index of the rows, which are its content from then on."""
    if editor.connection.vendor == "sqlite":
        new, old = (", ".join(f"token_part({kind}.tokens, '{name}')" for name in PARTS) for kind in ("new", "old"))
        script = SQLITE.format(table=TABLE, columns=COLUMNS, new=new, old=old)
    else:
        script = POSTGRESQL.format(table=TABLE, **VECTORS)
    _run(editor, script)


def drop_index(editor: BaseDatabaseSchemaEditor) -> None:
    """Remove what `create` made; on PostgreSQL it goes with the table."""
    if editor.connection.vendor == "sqlite":
        _run(editor, SQLITE_UNDO.format(table=TABLE))


def _run(editor: BaseDatabaseSchemaEditor, script: str) -> None:
    for statement in script.split("--"):
        editor.execute(statement, None)
