"""The groups and the moderation are there after every migration, and nowhere twice."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupPagePermission, Page, Workflow, WorkflowContentType, WorkflowPage, WorkflowTask

from kyodo.site.cms.groups import set_up
from kyodo.site.models import FourEyesTask


def state():
    return {
        group.name: (
            sorted(group.permissions.values_list("content_type__app_label", "codename")),
            sorted(GroupPagePermission.objects.filter(group=group).values_list("permission__codename", flat=True)),
            group.collection_permissions.count(),
        )
        for group in Group.objects.all()
    }


def test_running_it_again_changes_nothing(db):
    before = state(), Workflow.objects.count(), WorkflowTask.objects.count(), FourEyesTask.objects.count()
    set_up()
    assert (state(), Workflow.objects.count(), WorkflowTask.objects.count(), FourEyesTask.objects.count()) == before


@pytest.mark.parametrize(
    ("name", "verbs"),
    [
        ("Editors", ["add_page", "change_page"]),
        ("Moderators", ["add_page", "change_page", "lock_page", "publish_page", "unlock_page"]),
        (
            "Administrators",
            ["add_page", "bulk_delete_page", "change_page", "lock_page", "publish_page", "unlock_page"],
        ),
    ],
)
def test_who_may_do_what_with_pages(db, name, verbs):
    assert state()[name][1] == verbs


def test_editors_write_programmes_and_only_look_at_tables(db):
    own = [codename for app, codename in state()["Editors"][0] if app in ("navigator", "places")]
    writing = [codename for codename in own if not codename.startswith("view_")]
    assert writing == ["add_supportprogramme", "change_supportprogramme"]


def test_everything_with_a_draft_is_checked_by_a_second_person(db):
    workflow = Workflow.objects.get()
    assert [type(task.specific) for task in workflow.tasks] == [FourEyesTask]
    assert list(WorkflowPage.objects.values_list("page", flat=True)) == [Page.get_first_root_node().pk]
    kinds = WorkflowContentType.objects.values_list("content_type__model", "workflow")
    assert sorted(kinds) == [("article", workflow.pk), ("case", workflow.pk), ("supportprogramme", workflow.pk)]
    assert sorted(FourEyesTask.objects.get().groups.values_list("name", flat=True)) == ["Administrators", "Moderators"]
