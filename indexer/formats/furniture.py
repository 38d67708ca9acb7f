"""What is furniture on a web page: menus, notices, breadcrumbs, sidebars and footers, told by element, role and name.

The rules know only names and attributes, so that they can be read and tested without a page.
"""

import re
from collections.abc import Mapping

_ELEMENTS = """
script style template noscript nav aside iframe object embed svg canvas video audio map math head title dialog menu
button input select textarea option datalist progress
"""
_ROLES = """
navigation banner contentinfo search complementary dialog alertdialog alert menu menubar toolbar
"""
_ALWAYS = frozenset(_ELEMENTS.split())
_IN_ROLE = frozenset(_ROLES.split())
# Whole words of a class or id: "sidebar-left", "cookie_notice", "siteFooter"; "canvas" is no "nav".
_NAMES = re.compile(
    r"nav|navbar|navigation|navi|menu|submenu|breadcrumbs?|cookies?|consent|gdpr|sidebar|footer|masthead|topbar|toolbar|"
    r"share|sharing|social|skip|skiplinks?|pagination|pager|advert|advertisement|ads?|promo|newsletter|subscribe|"
    r"subscription|related|comments?|popup|modal|overlay|login|search|searchbox|searchform|tags?|tagcloud|widget|"
    r"copyright|print|printfriendly|hidden|noprint|toc"
)
_CONTENTS = re.compile(r"table\W?of\W?contents", re.IGNORECASE)
_NEVER = frozenset({"html", "body", "main", "article", "h1", "h2", "h3", "h4", "h5", "h6"})
_FEW = 3  # "anchorWithStickyNavbar_x7" names a heading below a sticky menu; furniture has short names
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|[^A-Za-z]+")
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

Attributes = Mapping[str, object]


def is_furniture(name: str, attributes: Attributes) -> bool:
    """Tell whether an element is furniture for what it is, whatever it holds."""
    return (
        name in _ALWAYS
        or str(attributes.get("role", "")).lower() in _IN_ROLE
        or "hidden" in attributes
        or str(attributes.get("aria-hidden", "")).lower() == "true"
        or bool(_INVISIBLE.search(str(attributes.get("style", ""))))
    )


def is_named_furniture(name: str, attributes: Attributes) -> bool:
    """Tell whether an element is called furniture: trusted only where it holds the lesser part of a page.

    A page header or footer is called so; that of an article carries its title.
    """
    if name in _NEVER:
        return False
    return name in {"header", "footer"} or any(map(_is_telling, _class_names(attributes)))


def _is_telling(name: str) -> bool:
    words = [word.lower() for word in _CAMEL.split(name) if word]
    return bool(_CONTENTS.search(name)) or (len(words) <= _FEW and any(map(_NAMES.fullmatch, words)))


def _class_names(attributes: Attributes) -> list[str]:
    classes = attributes.get("class") or []
    names = classes if isinstance(classes, list) else [classes]
    return [str(name) for name in (*names, attributes.get("id")) if name]
