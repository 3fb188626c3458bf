"""Text with a little markup: from Markdown, and onto a page only after cleaning."""

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from wagtail.rich_text import expand_db_html

from kyodo.ui.safe import trusted

TAGS = {"p", "br", "h3", "h4", "b", "strong", "i", "em", "ul", "ol", "li", "a", "hr", "blockquote"}
ATTRIBUTES = {"a": {"href", "linktype", "id"}}
_MARKDOWN = MarkdownIt("commonmark", {"html": False, "linkify": False})


def from_markdown(text: str) -> str:
    """Return Markdown as the small HTML that the CMS's editor can change afterwards."""
    return clean(_MARKDOWN.render(text)).strip()


def clean(html: str) -> str:
    """Return HTML with nothing in it but what a text needs; links lead to web pages, mail or phone."""
    return nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto", "tel"}, link_rel="noopener"
    )


def shown(html: str) -> SafeString:
    """Return a text as it goes onto a page: the CMS's own links resolved, everything else cleaned away."""
    # The cleaner decides what remains, so what remains may be trusted.
    return trusted(clean(expand_db_html(html)))


def plain(html: str) -> str:
    """Return the words of a text without its markup, for search and table files."""
    return " ".join(
        nh3.clean(html.replace("<", " <"), tags=set())
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .split()
    )
