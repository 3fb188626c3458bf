"""The icons in use: one family, 24 by 24, a stroke of 2 with round ends. Add one only where a page needs it."""

from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString

from kyodo.ui.safe import trusted

ICONS = {
    # doors
    "know": '<path d="M12 6c-2-1.5-5-2-9-2v14c4 0 7 .5 9 2 2-1.5 5-2 9-2V4c-4 0-7 .5-9 2Zm0 0v14"/>',
    "connect": '<circle cx="8" cy="12" r="5"/><circle cx="16" cy="12" r="5"/>',
    "support": '<path d="M4 13h4l4 2h4a1.5 1.5 0 0 1 0 3h-5"/><path d="M4 20h7l9-5M4 12v9"/>'
    '<path d="M12 9c-3-2-4-3.5-4-5a2 2 0 0 1 4-.5A2 2 0 0 1 16 4c0 1.5-1 3-4 5Z"/>',
    "voice": '<path d="M4 4h16v12h-9l-5 4v-4H4Z"/><path d="M8 9h8M8 12h5"/>',
    "desk": '<path d="M3 10h18M5 10v10M19 10v10M5 15h14M8 10V5h8v5"/>',
    # kinds of actor
    "civic_group": '<circle cx="9" cy="8" r="3"/><circle cx="17" cy="9" r="2.5"/>'
    '<path d="M3 20c0-4 2.5-6 6-6s6 2 6 6M15.5 14.5c3.5-.5 5.5 1.5 5.5 5"/>',
    "community_organization": '<path d="m3 12 9-8 9 8"/><path d="M6 10v10h12V10"/><path d="M10 20v-6h4v6"/>',
    "educational_institution": '<path d="m2 9 10-5 10 5-10 5Z"/>'
    '<path d="M6 11.5V17c3.5 2.5 8.5 2.5 12 0v-5.5M22 9v6"/>',
    "business": '<path d="M3 8h18v12H3Z"/><path d="M9 8V5h6v3M3 13h18"/>',
    "public_body": '<path d="m3 9 9-5 9 5Z"/><path d="M6 9v9M10 9v9M14 9v9M18 9v9M3 20h18"/>',
    "intermediary": '<circle cx="12" cy="12" r="9"/><circle cx="12" cy="12" r="3"/>'
    '<path d="M12 3v6M12 15v6M3 12h6M15 12h6"/>',
    # what one partner gives to another; people, place and information have their signs below
    "goods": '<path d="M12 3 4 7v10l8 4 8-4V7Z"/><path d="m4 7 8 4 8-4M12 11v10"/>',
    "money": '<circle cx="12" cy="12" r="9"/><path d="m8 7 4 5.5L16 7M12 12.5V18M8.5 13h7M8.5 16h7"/>',
    "knowledge": '<path d="M9 18c0-3-3-4.5-3-8.5a6 6 0 0 1 12 0c0 4-3 5.5-3 8.5Z"/><path d="M10 21h4"/>',
    "several": '<path d="M4 8h14m-4-4 4 4-4 4M20 16H6m4-4-4 4 4 4"/>',
    # things
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5.5 5.5"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "filter": '<path d="M4 6h16M7 12h10M10 18h4"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "check": '<path d="m5 12.5 5 5 9-11"/>',
    "right": '<path d="m9 5 7 7-7 7"/>',
    "left": '<path d="m15 5-7 7 7 7"/>',
    "down": '<path d="m5 9 7 7 7-7"/>',
    "external": '<path d="M14 4h6v6M20 4l-9 9"/><path d="M18 14v6H4V6h6"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.5 2"/>',
    "calendar": '<path d="M4 6h16v14H4ZM4 11h16M8 3v5M16 3v5"/>',
    "pin": '<path d="M12 21c-4.5-5-7-8.5-7-11.5a7 7 0 0 1 14 0C19 12.5 16.5 16 12 21Z"/>'
    '<circle cx="12" cy="9.5" r="2.5"/>',
    "phone": '<path d="M6 3H4C3 11 13 21 21 20v-4l-5-2-2 2c-2.5-1-5-3.5-6-6l2-2Z"/>',
    "mail": '<path d="M3 6h18v13H3Z"/><path d="m3 7 9 7 9-7"/>',
    "print": '<path d="M7 9V3h10v6M7 17H4V9h16v8h-3"/><path d="M7 14h10v7H7Z"/>',
    "download": '<path d="M12 4v11m-5-5 5 5 5-5M4 20h16"/>',
    "feed": '<path d="M5 11a8 8 0 0 1 8 8M5 5a14 14 0 0 1 14 14"/><circle cx="6" cy="18" r="1.5"/>',
    "file": '<path d="M6 3h8l4 4v14H6Z"/><path d="M14 3v4h4M9 12h6M9 16h6"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4 21c0-5 3-7.5 8-7.5s8 2.5 8 7.5"/>',
    "furigana": '<path d="M4 5h7M16 5h4M5 10h14M12 10v11M7 15c-1 2-2 3-3 4M17 15c1 2 2 3 3 4"/>',
    "language": '<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c3 3 4 6 4 9s-1 6-4 9c-3-3-4-6-4-9s1-6 4-9Z"/>',
    # tones
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v6M12 7.5v.01"/>',
    "success": '<circle cx="12" cy="12" r="9"/><path d="m8 12.5 3 3 5-6.5"/>',
    "warning": '<path d="M12 3 2 20h20Z"/><path d="M12 10v4.5M12 17v.01"/>',
    "error": '<path d="M8 3h8l5 5v8l-5 5H8l-5-5V8Z"/><path d="M12 7.5v5.5M12 16.5v.01"/>',
}


@lru_cache(maxsize=256)
def icon(name: str, title: str = "") -> SafeString:
    """Return an icon as inline SVG: hidden from assistive technology, or named by ``title``. Raises KeyError."""
    drawing = trusted(ICONS[name])
    if title:
        return format_html(
            '<svg class="icon" width="20" height="20" viewBox="0 0 24 24" role="img" aria-label="{}">{}</svg>',
            title,
            drawing,
        )
    return format_html(
        '<svg class="icon" width="20" height="20" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', drawing
    )
