"""The question that each side gets: what it is, what it costs, and that a no is a good answer.

In Japanese, as paper is.
"""

from django.utils.translation import override

from kyodo.kernel.notices.wording import worded
from kyodo.matching.letters.contexts import desk_contact, subject_of
from kyodo.matching.models import Introduction, Side
from kyodo.matching.queries.introductions import guest_name
from kyodo.matching.states import Role

#: Key → words on the slip. One circle, tap or key is an answer with its reason.
HOST_CHOICES = (
    ("yes", "会って話を聞きます"),
    ("too_heavy", "手が足りないので、見送ります"),
    ("wrong_season", "時期が合わないので、見送ります"),
    ("already_full", "今の活動で手いっぱいなので、見送ります"),
    ("not_for_us", "私たちの活動には合わないので、見送ります"),
)
GUEST_CHOICES = (
    ("yes", "会って話をします"),
    ("too_heavy", "人手や時間がとれないので、見送ります"),
    ("wrong_season", "時期が合わないので、見送ります"),
    ("already_full", "ほかの活動で手いっぱいなので、見送ります"),
    ("not_for_us", "私たちの活動とは合わないので、見送ります"),
)
LONGEST_SUBJECT, LONGEST_QUESTION = 60, 1200


def choices_for(role: str) -> tuple[tuple[str, str], ...]:
    """Return the five answers of a side."""
    return HOST_CHOICES if role == Role.HOST else GUEST_CHOICES


def question_for(introduction: Introduction, side: Side) -> tuple[str, str]:
    """Return (subject, question) for a side; it names bodies, never a person or a contact."""
    context = {
        "introduction": introduction, "offer": introduction.offer, "need": introduction.need,
        "host": introduction.host.name, "guest": guest_name(introduction), "mandate": side.mandate,
        "title": subject_of(introduction),
    }  # fmt: skip
    with override("ja"):
        subject, body = worded(f"matching/letters/question_{side.role}.txt", context, "ja")
    return subject[:LONGEST_SUBJECT], body.strip()[:LONGEST_QUESTION]


def phone_of_desk() -> str:
    """Return the number that a slip names for questions."""
    contact = desk_contact()
    return contact.phone if contact else ""
