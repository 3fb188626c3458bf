"""Roles are code: each says in words who may hold it. A person holds one for a term.

Rights of officers (会長, 会計 …) are not roles: they follow from holding a seat of an
organization. Everybody is a citizen; that is no role either.
"""

from django.utils.translation import gettext_lazy as _

from kyodo.kernel.permissions import ROLES, Role

COORDINATOR = "coordinator"
CENTER_STAFF = "center_staff"
CITY_STAFF = "city_staff"
COMMITTEE_MEMBER = "committee_member"
SECRETARIAT = "secretariat"
REVIEWER = "reviewer"
WRITER = "writer"
EDITOR = "editor"
MODERATOR = "moderator"
ADMINISTRATOR = "administrator"

#: Whoever works at a desk of the house.
STAFF = (COORDINATOR, CENTER_STAFF, CITY_STAFF, SECRETARIAT, ADMINISTRATOR)

ROLES.hang(
    Role(
        COORDINATOR,
        _("coordinator"),
        _("Someone whom an intermediary appointed to bring people and organizations together."),
        order=10,
    ),
    Role(
        CENTER_STAFF,
        _("support center staff"),
        _("Someone who works at the support center, for the time of the appointment."),
        order=20,
    ),
    Role(
        CITY_STAFF,
        _("city staff"),
        _("A member of the city's staff whose post has to do with this site."),
        order=30,
    ),
    Role(
        COMMITTEE_MEMBER,
        _("committee member"),
        _("A member of the promotion committee, for the term of office."),
        order=40,
    ),
    Role(
        SECRETARIAT,
        _("committee secretariat"),
        _("A member of the city's staff who runs the promotion committee's business."),
        order=50,
    ),
    Role(
        REVIEWER,
        _("reviewer"),
        _("Someone whom the city asked to review applications, for one call; never an applicant of the same call."),
        order=60,
    ),
    Role(
        WRITER,
        _("city writer"),
        _("A citizen, a student or a member of the staff who interviews and writes for the casebook."),
        order=70,
    ),
    Role(
        EDITOR,
        _("editor"),
        _("Someone who writes and changes pages; a moderator publishes them."),
        ("Editors",),
        80,
    ),
    Role(
        MODERATOR,
        _("moderator"),
        _("Someone who checks pages that others wrote, and publishes them."),
        ("Moderators",),
        90,
    ),
    Role(
        ADMINISTRATOR,
        _("administrator"),
        _(
            "Someone whom the city made responsible for running this site; at least two people, "
            "each with a second factor."
        ),
        ("Administrators",),
        100,
    ),
)
