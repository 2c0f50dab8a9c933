"""Who was there, in which group, and how."""

from django.db import models
from django.db.models import Q

from meetings.constraints import filled, needs, one_of
from portal.audit.history import noted


class AttendanceGroup(models.TextChoices):
    MEMBER = "member", "Members"
    CO_OPTEE = "co-optee", "Co-optees"
    SUBSTITUTE = "substitute", "Substitutes"
    IN_ATTENDANCE = "in attendance", "In attendance"
    OFFICER = "officer", "Officers"


class AttendanceMode(models.TextChoices):
    PRESENT = "present", "Present"
    REMOTE = "remote", "Attended remotely"
    APOLOGIES = "apologies", "Apologies"
    ABSENT = "absent", "Absent"
    UNMARKED = "unmarked", "Not yet marked"


class Attendance(models.Model):
    """One person, or one officer by post, in the attendance of a meeting.

    `name` is as the record prints it, whether or not `person` or `post` is known. A substitute stands in for a member.
    A remote member is not present in law and does not vote (LGA 1972, Schedule 12 paragraph 39). Who arrived late was
    there from `arrived_at_item` on; who left early was there up to the item before `left_at_item`. A row that is not
    yet marked says only that the person is expected, and is never published.
    """

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.CASCADE, related_name="attendance")
    position = models.PositiveIntegerField(default=0)
    person = models.ForeignKey(
        "meetings.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="attendance"
    )
    post = models.ForeignKey(
        "meetings.Post", on_delete=models.PROTECT, null=True, blank=True, related_name="attendance"
    )
    name = models.CharField(max_length=300)
    group = models.CharField(max_length=20, choices=AttendanceGroup.choices, default=AttendanceGroup.MEMBER)
    role = models.CharField(max_length=200, blank=True)
    body = models.CharField(max_length=200, blank=True)
    mode = models.CharField(max_length=20, choices=AttendanceMode.choices, default=AttendanceMode.PRESENT)
    substitute_for = models.CharField(max_length=200, blank=True)
    arrived = models.CharField(max_length=200, blank=True, help_text="When or at which item, if late.")
    left = models.CharField(max_length=200, blank=True, help_text="When or at which item, if early.")
    arrived_at_item = models.ForeignKey(
        "meetings.AgendaItem", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    left_at_item = models.ForeignKey(
        "meetings.AgendaItem", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        triggers = noted("attendance")
        ordering = ["meeting", "position", "pk"]
        verbose_name_plural = "attendance"
        constraints = [
            filled("name", "Say who attended.", name="attendance_names_somebody"),
            one_of("group", AttendanceGroup, name="attendance_is_in_a_known_group"),
            one_of("mode", AttendanceMode, name="attendance_is_of_a_known_mode"),
            models.UniqueConstraint(
                name="a_person_attends_a_meeting_once",
                fields=["meeting", "person"],
                violation_error_message="This person stands in the attendance already.",
            ),
            needs(
                Q(group=AttendanceGroup.SUBSTITUTE),
                ~Q(substitute_for=""),
                "Say for whom the substitute stood in.",
                name="a_substitute_stands_in_for_somebody",
            ),
            models.CheckConstraint(
                name="attendance_is_of_a_person_or_a_post",
                condition=Q(person__isnull=True) | Q(post__isnull=True),
                violation_error_message="Name a person or a post, not both.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_mode_display()})"
