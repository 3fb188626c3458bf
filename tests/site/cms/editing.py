"""The CMS without a browser: what a form holds, typed again with changes, and sent."""

from typing import Any

from bs4 import BeautifulSoup
from django.test import Client
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from kyodo.kernel.audit.models import Entry
from kyodo.kernel.search.drift import faults

NO_PARTS = nested_form_data({"parts": streamfield([])})


def a_text(html: str) -> dict[str, str]:
    """Return the body of a guide that is one paragraph, as its form sends it."""
    return nested_form_data({"body": streamfield([("paragraph", rich_text(html))])})


def form_of(client: Client, address: str) -> dict[str, Any]:
    """Return what the edit form of a page holds now; streams have to be given anew."""
    page = client.get(address)
    assert page.status_code == 200, (address, page.status_code, page.headers.get("Location"))
    form = BeautifulSoup(page.content, "html.parser").select_one(
        "form[data-edit-form], #page-edit-form, #w-editor-form"
    )
    assert form is not None, address
    data: dict[str, Any] = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        name, kind = str(field["name"]), field.get("type")
        if "__prefix__" in name or kind in ("submit", "button", "file") or name.startswith("action-"):
            continue
        if field.name == "select":
            chosen = [option["value"] for option in field.select("option[selected]")]
            data[name] = chosen if field.has_attr("multiple") else (chosen or [""])[0]
        elif kind in ("checkbox", "radio"):
            if field.has_attr("checked"):
                data.setdefault(name, []).append(field.get("value", "on"))
        else:
            data[name] = field.get("value", "") if field.name == "input" else field.text.lstrip("\n")
    return data


def send(client: Client, address: str, /, *, action: str = "", **changes: Any) -> Any:
    """Open a form, change some of it, and send it with one of its buttons."""
    data = {**form_of(client, address), **changes.pop("stream", {}), **changes}
    for name in [name for name, value in data.items() if value is None]:
        del data[name]
    return client.post(address, {**data, **({f"action-{action}": "1"} if action else {})})


def verbs(thing: Any) -> list[tuple[str, str, str]]:
    """Return (verb, by, channel) of every audit row of a thing, oldest first."""
    rows = Entry.objects.filter(kind=thing._meta.label_lower, thing=str(thing.pk)).order_by("pk")
    return list(rows.values_list("verb", "by", "channel"))


def drift() -> list[str]:
    """Return what differs between the search and its sources."""
    return list(faults())
