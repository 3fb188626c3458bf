from django.utils.translation import gettext_lazy as _

from kyodo.kernel.audit.record import verify
from kyodo.kernel.registry import CHECKS, CheckItem

CHECKS.hang(CheckItem("audit", _("audit chain"), verify))
