"""The CMS knows groups; the house knows roles. Groups follow roles, never the other way round."""

from django.contrib.auth.models import Group

from kyodo.commons.people.models import Account, Person
from kyodo.commons.people.queries import roles_of
from kyodo.kernel.permissions import ROLES


def follow_groups(person: Person) -> None:
    """Bring the CMS groups of a person's account in step with the roles held now."""
    account = Account.objects.filter(person=person).first()
    if account is None:
        return
    held = roles_of(person.pk)
    wanted = {group for role in ROLES for group in role.groups if role.key in held}
    managed = {group for role in ROLES for group in role.groups}
    account.groups.remove(*Group.objects.filter(name__in=managed - wanted))
    account.groups.add(*[Group.objects.get_or_create(name=name)[0] for name in sorted(wanted)])
