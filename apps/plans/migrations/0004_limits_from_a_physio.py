
import apps.lib.clock
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0003_calendar_feeds'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='planjob',
            name='because',
            field=models.CharField(choices=[('signup', 'Your first plan'), ('run', 'Your runs changed'), ('checkin', 'You said how your hamstring feels'), ('clearance', 'A clinician cleared you'), ('profile', 'Your settings changed'), ('session', 'Your sessions changed'), ('mark', 'You said what you will not do'), ('limit', 'A limit from your physio or coach changed'), ('eve', 'A new week begins'), ('day', 'A new day, and yesterday went differently'), ('asked', 'You asked for it')], max_length=9),
        ),
        migrations.AlterField(
            model_name='planrevision',
            name='because',
            field=models.CharField(choices=[('signup', 'Your first plan'), ('run', 'Your runs changed'), ('checkin', 'You said how your hamstring feels'), ('clearance', 'A clinician cleared you'), ('profile', 'Your settings changed'), ('session', 'Your sessions changed'), ('mark', 'You said what you will not do'), ('limit', 'A limit from your physio or coach changed'), ('eve', 'A new week begins'), ('day', 'A new day, and yesterday went differently'), ('asked', 'You asked for it')], max_length=9),
        ),
        migrations.CreateModel(
            name='ClinicianLimit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('origin', models.UUIDField()),
                ('by', models.CharField(max_length=60)),
                ('kind', models.CharField(choices=[('runs', 'Runs a week, at most'), ('longest', 'Longest run'), ('no_fast', 'No fast running'), ('no_running', 'No running at all'), ('strength', 'Level of strength work, at most')], max_length=10)),
                ('value', models.PositiveIntegerField(blank=True, null=True)),
                ('until', models.DateField()),
                ('set_at', models.DateTimeField(default=apps.lib.clock.now)),
                ('lifted_at', models.DateTimeField(blank=True, null=True)),
                ('runner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='clinician_limits', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['kind', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('lifted_at__isnull', True)), fields=('runner', 'origin', 'kind'), name='one_limit_of_a_kind_from_one_link')],
            },
        ),
    ]
