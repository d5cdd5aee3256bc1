import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("attempts", "0005_talk"),
    ]

    operations = [
        migrations.CreateModel(
            name="SelfMarks",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("lines", models.JSONField()),
                ("marked_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "explanation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="self_marks",
                        to="attempts.explanation",
                    ),
                ),
            ],
        ),
    ]
