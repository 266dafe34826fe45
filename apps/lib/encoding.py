"""Whether the database can hold every letter that people write."""

from django.db import connection


def complaint() -> str:
    """What is wrong with the database's encoding, a sentence; nothing where it holds any letter.

    SQLite holds them always. PostgreSQL makes `SQL_ASCII` on a machine without a locale, and there
    no plan can be stored: its documents are Unicode (PostgreSQL, "Character Set Support").
    """
    if connection.vendor == "sqlite":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_encoding")
        (found,) = cursor.fetchone()
    if found == "UTF8":
        return ""
    return (
        f"The database is encoded as {found}, which cannot hold a plan. "
        "Make it anew: createdb --encoding UTF8 --template template0."
    )
