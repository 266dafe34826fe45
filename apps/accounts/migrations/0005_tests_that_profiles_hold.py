from django.db import migrations


def copy_into_history(apps, schema_editor):
    profiles = apps.get_model("accounts", "Profile").objects.exclude(bridge_date=None)
    tests = apps.get_model("accounts", "BridgeTest").objects
    for profile in profiles.exclude(bridge_left=None).exclude(bridge_right=None).iterator():
        tests.get_or_create(
            runner_id=profile.user_id,
            date=profile.bridge_date,
            defaults={"left": profile.bridge_left, "right": profile.bridge_right},
        )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_the_history_of_bridge_tests")]

    operations = [migrations.RunPython(copy_into_history, migrations.RunPython.noop)]
