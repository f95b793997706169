"""Where the tables of a log are, and how they are opened."""

from codesign.store.addresses import is_server, sqlite_path
from codesign.store.sqlite_tables import SQLiteTables
from codesign.store.tables import Tables


def open_tables(database_url: str, version: int) -> Tables:
    """Open the tables of a log, making them where there are none.

    They lie beside a log in a file (`codesign.tables.db`), or in a schema of their own
    in its PostgreSQL database. A backup needs neither.

    Raises:
        NewerLogError: a newer version made them.
        StorageError: they cannot be opened.
    """
    if is_server(database_url):
        # Here, so that whoever keeps the log in a file does not load the driver.
        from codesign.store.postgresql_tables import PostgreSQLTables  # noqa: PLC0415

        return PostgreSQLTables(database_url, version)
    path = sqlite_path(database_url)
    return SQLiteTables(str(path.with_name(f"{path.stem}.tables.db")), version)
