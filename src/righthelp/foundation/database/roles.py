"""The database's roles.

``righthelp_admin``  superuser of the embedded server only; used here and nowhere else
``righthelp_owner``  owns database and tables; migrates, loads, makes test databases
``righthelp_app``    what the web server and the worker are: owns nothing, creates nothing, granted table
                     by table
"""

from __future__ import annotations

ADMIN = "righthelp_admin"
OWNER = "righthelp_owner"
APP = "righthelp_app"


def prepare(socket: str, name: str) -> None:
    """Make the roles and the database `name` on the embedded server whose socket folder is `socket`;
    repeatable.
    """
    import psycopg
    from psycopg import sql

    with psycopg.connect(host=socket, user=ADMIN, dbname="postgres", autocommit=True) as connection:
        have = {str(row[0]) for row in connection.execute("SELECT rolname FROM pg_roles")}
        if OWNER not in have:
            connection.execute(
                sql.SQL("CREATE ROLE {} LOGIN CREATEDB NOSUPERUSER NOCREATEROLE").format(sql.Identifier(OWNER))
            )
        if APP not in have:
            connection.execute(
                sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE").format(sql.Identifier(APP))
            )
            # The owner may take the application's role on (tests prove its limits so), never the other way
            # round.
            connection.execute(
                sql.SQL("GRANT {} TO {} WITH INHERIT FALSE, SET TRUE").format(
                    sql.Identifier(APP), sql.Identifier(OWNER)
                )
            )
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), sql.Identifier(OWNER))
            )
