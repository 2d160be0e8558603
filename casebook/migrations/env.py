"""Runs the migrations on the connection that `database.migrate` hands over."""

from alembic import context

from casebook.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    include_name=lambda name, kind, _: kind != "table" or not str(name).startswith("case_grams"),  # SQLite's own
    transactional_ddl=False,  # the caller's transaction holds all of it
)
context.run_migrations()
