import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

INDEX = "runlog_run_runner_id_cfe9e50e"


def drop(apps, schema_editor):
    schema_editor.execute(f'DROP INDEX {_beside(schema_editor)} IF EXISTS "{INDEX}"')


def make(apps, schema_editor):
    schema_editor.execute(
        f'CREATE INDEX {_beside(schema_editor)} IF NOT EXISTS "{INDEX}" ON "runlog_run" ("runner_id")'
    )


def _beside(schema_editor):
    """So that runs are written meanwhile; SQLite has one writer at a time anyway."""
    return "CONCURRENTLY" if schema_editor.connection.vendor == "postgresql" else ""


class Migration(migrations.Migration):
    # Django alone would take the reference to the runner away and have every run looked at anew.

    atomic = False
    dependencies = [
        ('runlog', '0004_where_items_and_files_came_from'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(drop, make)],
            state_operations=[
                migrations.AlterField(
                    model_name='run',
                    name='runner',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='runs', to=settings.AUTH_USER_MODEL),
                ),
            ],
        ),
    ]
