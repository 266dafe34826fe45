import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_people_and_their_injuries")]

    operations = [
        migrations.AddField(
            model_name="injury",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        # Rows from before have no form to be told apart by: one default would be the same for all.
        migrations.AddField(
            model_name="injury",
            name="idem",
            field=models.UUIDField(default=None, editable=False, null=True),
        ),
        migrations.AlterField(
            model_name="injury",
            name="idem",
            field=models.UUIDField(default=uuid.uuid4, editable=False, null=True),
        ),
        migrations.AddConstraint(
            model_name="injury",
            constraint=models.UniqueConstraint(
                fields=("runner", "idem"), name="one_injury_per_form"
            ),
        ),
    ]
