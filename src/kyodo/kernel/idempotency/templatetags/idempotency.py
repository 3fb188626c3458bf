"""``{% idempotency_key %}``: the hidden field of a creating form."""

from django import template
from django.http import HttpRequest
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kyodo.kernel.idempotency.keys import FIELD, key_of, new_key

register = template.Library()


@register.simple_tag(takes_context=True)
def idempotency_key(context: Context) -> SafeString:
    """Draw the hidden field: the key that was sent, when a form is shown again with its errors, else a fresh one."""
    request = context.get("request")
    sent = key_of(request) if isinstance(request, HttpRequest) and request.method == "POST" else ""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, sent or new_key())
