from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_injuries_are_saved_once")]

    operations = [
        migrations.AddField(
            model_name="injury",
            name="stage_on",
            field=models.DateField(blank=True, null=True),
        ),
    ]
