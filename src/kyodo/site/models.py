from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import registry
from wagtail.models import GroupApprovalTask, TaskState

#: What Wagtail's log calls a change of the text.
WRITING = ("wagtail.create", "wagtail.edit", "wagtail.revert", "wagtail.copy")


class FourEyesTask(GroupApprovalTask):
    """The check of a draft by somebody else than the one who wrote or submitted it.

    Whoever is in its groups may send a draft back or approve it; their own they may only send back.
    """

    class Meta:
        verbose_name = _("check by a second person")
        verbose_name_plural = _("checks by a second person")

    def get_actions(self, obj: Model, user: Any) -> list[tuple[str, Any, bool]]:
        actions: list[tuple[str, Any, bool]] = super().get_actions(obj, user)
        return [action for action in actions if action[0] != "approve"] if self.is_own(obj, user) else actions

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """Do it. Raises ``PermissionDenied`` for approving one's own, also when the text was changed just now."""
        if action_name == "approve" and self.is_own(task_state.workflow_state.content_object, user):
            raise PermissionDenied
        super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> QuerySet[TaskState]:
        states: QuerySet[TaskState] = super().get_task_states_user_can_moderate(user, **kwargs)
        return states.exclude(workflow_state__requested_by=user)

    def is_own(self, obj: Any, user: Any) -> bool:
        """Say whether this account submitted the draft, or was the last to change something in it.

        Looking at a draft saves it once more without a change; that makes nobody its author.
        """
        asked = obj.current_workflow_state
        changes = registry.get_logs_for_instance(obj).filter(action__in=WRITING, content_changed=True)
        last = changes.order_by("-timestamp", "-pk").values_list("user_id", flat=True).first()
        return user.pk in {last, asked.requested_by_id if asked else None}

    @classmethod
    def get_description(cls) -> Any:
        return _("Somebody else than the author approves what is published.")
