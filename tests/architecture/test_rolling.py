"""A release only adds to the tables, so that the code of the release before can go on meanwhile."""

from collections.abc import Iterator

import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.migration import Migration
from django.db.migrations.operations.base import Operation

from tests.architecture.rolling import breaks

FIRST_RELEASE = {
    "accounts": "0006",
    "pages": "0002",
    "plans": "0004",
    "reminders": "0004",
    "routines": "0002",
    "runlog": "0004",
}
"""Up to these nobody runs an older release: the tables were still being made."""
WIDENED = (
    "plans.0005_layers: Alter field because on planjob",
    "plans.0005_layers: Alter field because on planrevision",
    "plans.0006_another_kind_of_run: Alter field kind on layer",
)
"""Operations that alter a field so that everything of before still fits."""


def since_the_first_release() -> Iterator[Migration]:
    for (app, name), migration in MigrationLoader(None).disk_migrations.items():
        if migration.__module__.startswith("apps.") and name[:4] > FIRST_RELEASE.get(app, "0000"):
            yield migration


def test_every_migration_since_the_first_release_only_adds():
    found = [
        sentence
        for migration in since_the_first_release()
        for sentence in breaks(migration)
        if not sentence.startswith(WIDENED)
    ]
    assert found == []


NUMBER = models.IntegerField(default=0)
NEEDS_A_STEP_BETWEEN: list[Operation] = [
    migrations.RemoveField("run", "notes"),
    migrations.DeleteModel("Run"),
    migrations.RenameField("run", "notes", "words"),
    migrations.RenameModel("Run", "Outing"),
    migrations.AddField(
        "run", "number", NUMBER
    ),  # Django fills old rows, not the old code's new ones
    migrations.AlterField("run", "notes", models.CharField(max_length=10, null=True)),
    migrations.AddConstraint("run", models.UniqueConstraint(fields=["date"], name="one_a_day")),
    migrations.RunSQL("DROP TABLE runlog_run", "SELECT 1"),
    migrations.SeparateDatabaseAndState([migrations.RemoveField("run", "notes")]),
]
ONLY_ADDS: list[Operation] = [
    migrations.CreateModel("Shoe", [("id", models.BigAutoField(primary_key=True)), ("n", NUMBER)]),
    migrations.AddField("run", "number", models.IntegerField(null=True)),
    migrations.AddField("run", "number", models.IntegerField(db_default=0)),
    migrations.AddIndex("run", models.Index(fields=["date"], name="by_date")),
]


def made_up(*what: Operation) -> Migration:
    kind = type("MadeUp", (Migration,), {"operations": what})
    made: Migration = kind("9999_made_up", "runlog")
    return made


@pytest.mark.parametrize("operation", NEEDS_A_STEP_BETWEEN, ids=lambda one: one.describe()[:40])
def test_it_would_tell(operation: Operation):
    assert len(list(breaks(made_up(operation)))) == 1


@pytest.mark.parametrize("operation", ONLY_ADDS, ids=lambda one: one.describe()[:40])
def test_it_lets_additions_pass(operation: Operation):
    assert list(breaks(made_up(operation))) == []


def test_a_new_table_may_have_whatever_it_likes():
    made = made_up(
        ONLY_ADDS[0],
        migrations.AddField("shoe", "number", NUMBER),
        migrations.AddConstraint("shoe", models.UniqueConstraint(fields=["n"], name="one_n")),
    )
    assert list(breaks(made)) == []
