"""Who is here: people, classrooms, and who has which role where."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone

from tutor.people.join_codes import new_join_code


class User(AbstractUser):
    """A person with one password; students are known by a name inside their class, not by their username."""

    display_name = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return self.display_name or self.username

    @property
    def waits(self) -> bool:
        """Whether nobody has come in as this person yet, who needs a one-time link for it."""
        return not self.has_usable_password() and not self.identities.all()


class Identity(models.Model):
    """Who a person is at an OpenID Connect provider: whoever proves there to be that comes in as this person."""

    user = models.ForeignKey(User, models.CASCADE, related_name="identities")
    issuer = models.CharField(max_length=200)
    # Never changes and is never given to somebody else there, which an e-mail address may be.
    subject = models.CharField(max_length=255)
    # As the provider knows them, for people to recognise; empty where it does not say.
    name = models.CharField(max_length=60, blank=True)
    connected = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="identity_is_one_person"),
            models.UniqueConstraint(fields=["user", "issuer"], name="identity_once_per_issuer"),
        ]

    def __str__(self) -> str:
        return f"{self.user} at {self.issuer}"


class Role(models.TextChoices):
    """What a person is in one classroom."""

    STUDENT = "student"
    ASSISTANT = "assistant"
    INSTRUCTOR = "instructor"


# Who sees the dashboard.
TEACHING = (Role.ASSISTANT, Role.INSTRUCTOR)


class Classroom(models.Model):
    """A group that takes one course together; whoever knows the join code may come in while it is open."""

    name = models.CharField(max_length=100)
    course_id = models.CharField(max_length=40)
    join_code = models.CharField(max_length=8, unique=True, default=new_join_code)
    open = models.BooleanField(default=True)
    created = models.DateTimeField(default=timezone.now, editable=False)
    people = models.ManyToManyField(User, through="Membership", related_name="classrooms")

    def __str__(self) -> str:
        return self.name

    def rotate_join_code(self) -> None:
        """Make the old code and every link with it worthless; those who are in stay in."""
        self.join_code = new_join_code()
        self.save(update_fields=["join_code"])


class Membership(models.Model):
    """One person in one classroom; ``name_key`` is the folded name that must be unique there."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    classroom = models.ForeignKey(Classroom, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role, default=Role.STUDENT)
    name_key = models.CharField(max_length=180)
    joined = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "classroom"], name="membership_once_per_classroom"),
            models.UniqueConstraint(fields=["classroom", "name_key"], name="membership_name_once_per_classroom"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="membership_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.classroom}"

    @property
    def instructs(self) -> bool:
        """Whether this person may change the classroom."""
        return self.role == Role.INSTRUCTOR

    @property
    def teaches(self) -> bool:
        """Whether this person sees the classroom's dashboard."""
        return self.role in TEACHING


class Removal(models.Model):
    """Somebody who was taken out of a class, with all it takes to put them back as they were."""

    user = models.ForeignKey(User, models.CASCADE, related_name="removals")
    classroom = models.ForeignKey(Classroom, models.CASCADE, related_name="removals")
    role = models.CharField(max_length=10, choices=Role)
    name_key = models.CharField(max_length=180)
    joined = models.DateTimeField()
    removed = models.DateTimeField(default=timezone.now)
    removed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "classroom"], name="removal_once_per_classroom")]

    def __str__(self) -> str:
        return f"{self.user} out of {self.classroom}"
