"""Turns HTML, as mails and saved pages bring it, into the lines that a reader would see."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag
from bs4.exceptions import ParserRejectedMarkup

from vault.sources.content import Limits
from vault.sources.errors import UndecodableTextError

UNSEEN = frozenset(
    {"head", "script", "style", "template", "noscript", "title", "object", "svg", "iframe", "select"}
)
CELLS = frozenset({"td", "th"})
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "html", "li", "main", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody",
    "tfoot", "thead", "tr", "ul",
})  # fmt: skip
HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|mso-hide\s*:\s*all", re.IGNORECASE
)
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
DECLARATION = re.compile(r"<[!?][^>]*>")
SPACES = re.compile(r"[ \t\n\r\f\u00a0]+")
CELL_GAP = "\x1f"  # stands between cells until lines are made; HTML text cannot hold it


def to_lines(html: str, limits: Limits) -> tuple[str, ...]:
    """Return the visible text: blocks on lines of their own, the cells of a row side by side.

    Scripts, styles and what is hidden by the element's own attributes are left out.

    Args:
        html: Any HTML, however broken.
        limits: Bounds for the text and for the number of tags.

    Returns:
        Lines without blank ones.

    Raises:
        TextTooLongError: There are more characters, lines or tags than the limits allow.
        UndecodableTextError: The parser can make nothing of it.
    """
    limits.check_text(html)
    tame = _tamed(html)
    if tame.count("<") > limits.tags:
        raise limits.too_long()
    try:
        soup = BeautifulSoup(tame, "html.parser")
    except ParserRejectedMarkup as error:
        raise UndecodableTextError from error
    lines = "".join(_pieces(soup)).split("\n")
    cleaned = (" ".join(line.replace(CELL_GAP, " ").split()) for line in lines)
    return tuple(line for line in cleaned if line)


def _tamed(html: str) -> str:
    """Return HTML without what shows nothing or keeps the parser looking for an end.

    That is comments, declarations and tags that never close. The leading tag tells the parser that it is
    HTML, which it would otherwise doubt aloud of a text that looks like an address.
    """
    html = COMMENT.sub("", html).replace("\x00", "").replace(CELL_GAP, "")
    last = html.rfind(">") + 1
    return "<body>" + DECLARATION.sub("", html[:last]) + html[last:].replace("<", "&lt;")


def _pieces(root: Tag) -> list[str]:
    """Return the visible text with line feeds at the edges of blocks, walking the tree without recursion."""
    pieces: list[str] = []
    waiting: list[PageElement | str] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str) and not isinstance(node, NavigableString):
            pieces.append(node)
        elif isinstance(node, NavigableString):
            pieces.append(_text(node))
        elif isinstance(node, Tag) and not _is_unseen(node):
            before, after = _edges(node.name)
            pieces.append(before)
            waiting.append(after)
            waiting.extend(reversed(node.contents))
    return pieces


def _text(node: NavigableString) -> str:
    if isinstance(node, PreformattedString):  # comments, declarations and the like
        return ""
    preformatted = node.parent is not None and node.parent.name in {"pre", "textarea"}
    return str(node) if preformatted else SPACES.sub(" ", node)


def _edges(name: str) -> tuple[str, str]:
    if name == "br":
        return "\n", ""
    if name in CELLS:
        return "", CELL_GAP
    return ("\n", "\n") if name in BLOCKS else ("", "")


def _is_unseen(tag: Tag) -> bool:
    if tag.name in UNSEEN or tag.has_attr("hidden"):
        return True
    return bool(HIDING.search(str(tag.get("style", ""))))
