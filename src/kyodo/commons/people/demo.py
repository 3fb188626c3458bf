"""The sample people of the demo (見本): one for each role, each with a code to sign in."""

import base64
import hashlib
import hmac

from django.conf import settings
from django.db import transaction

from kyodo.commons.people.actions import grant_role, register_person
from kyodo.commons.people.models import Account, Person
from kyodo.kernel.permissions import ROLES, SYSTEM

CITIZEN = "citizen"
NAMES = {
    CITIZEN: ("見本 はるか", "ミホン ハルカ"),
    "coordinator": ("見本 みのる", "ミホン ミノル"),
    "center_staff": ("見本 さとし", "ミホン サトシ"),
    "city_staff": ("見本 あきこ", "ミホン アキコ"),
    "committee_member": ("見本 けんじ", "ミホン ケンジ"),
    "secretariat": ("見本 ゆう", "ミホン ユウ"),
    "reviewer": ("見本 まさみ", "ミホン マサミ"),
    "writer": ("見本 なつき", "ミホン ナツキ"),
    "editor": ("見本 ふみ", "ミホン フミ"),
    "moderator": ("見本 ただし", "ミホン タダシ"),
    "administrator": ("見本 かなえ", "ミホン カナエ"),
}


def demo_code(role: str) -> str:
    """Return the sign-in code of a sample person: the same at every start, another on every machine."""
    mac = hmac.new(settings.SECRET_KEY.encode(), f"demo:{role}".encode(), hashlib.sha256).digest()
    code = base64.b32encode(mac).decode()[:8].lower()
    return f"{code[:4]}-{code[4:]}"


def demo_account(code: str) -> Account | None:
    """Return the sample account whose code this is; width, case and hyphens do not matter."""
    typed = "".join(sign for sign in code.strip().lower() if sign.isalnum())
    for role in NAMES:
        if hmac.compare_digest(typed.encode(), demo_code(role).replace("-", "").encode()):
            return Account.objects.filter(username=f"demo-{role}", person__is_demo=True, is_active=True).first()
    return None


@transaction.atomic
def make_sample_people() -> str:
    """Make the sample people that are missing and return their codes, one line each."""
    lines = []
    for role, (name, reading) in NAMES.items():
        username = f"demo-{role}"
        if not Account.objects.filter(username=username).exists():
            person = register_person(name=name, name_reading=reading, by=SYSTEM, channel="demo", is_demo=True)
            Account.objects.create_user(username=username, person=person, is_active=True)
        person = Person.objects.get(account__username=username)
        if role != CITIZEN:
            grant_role(person=person, role=role, by=SYSTEM, channel="demo")
        label = ROLES.find(role)
        lines.append(f"  {demo_code(role)}   {name}（{label.label if label else '市民'}）")
    return "\n".join(lines)
