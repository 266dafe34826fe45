"""Migrations are named for what they do, complete, and can be taken back."""

import re

import pytest
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from tests.architecture.files import ROOT, name_of

OURS = sorted((ROOT / "apps").glob("*/migrations/0*.py"))


@pytest.mark.django_db
def test_the_models_need_no_further_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_migration_is_named_for_what_it_does():
    unnamed = re.compile(r"_(auto|alter|initial$|merge)|_\d{8}")
    assert [name_of(path) for path in OURS if unnamed.search(path.stem)] == []


def test_every_migration_can_be_taken_back():
    loader = MigrationLoader(None)
    ours = [one for one in loader.disk_migrations.values() if one.__module__.startswith("apps.")]
    one_way = [
        f"{one.app_label}.{one.name}: {operation}"
        for one in ours
        for operation in one.operations
        if not operation.reversible
    ]
    assert ours
    assert one_way == []


def test_no_migration_imports_what_may_change_under_it():
    ours = re.compile(r"^\s*(from|import) apps\.(?!lib\b)", re.MULTILINE)
    assert [name_of(path) for path in OURS if ours.search(path.read_text())] == []
