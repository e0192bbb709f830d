"""What plugins of others set on posts and pages, as a template may see it.

Pelican's articles and pages stay outside of every view: they lead to all there is, and could change
under it. Only what VIEW_EXTRAS names is taken out of them, as text, numbers and links.
"""

from __future__ import annotations

from typing import Any

from pelican.contents import Content

from plugins.model.problem import Problem, Severity
from plugins.model.view.maker import Maker
from plugins.model.view.page import link_to
from plugins.model.view.parts import Extra, Plain

FIELD = "VIEW_EXTRAS"
_MEANT = "text, a number, a post or page to link to, or a list of these"


class PluginProblem(Exception):  # noqa: N818 - it is named for what it tells
    """A plugin of others wants what no page can show; the text says what, for a developer."""


def extras_of(maker: Maker, content: Content) -> dict[str, Extra]:
    """What an article or page of Pelican's has under the names of VIEW_EXTRAS.

    Raises PluginProblem where that is something that no template can be shown.
    """
    names = [name for name in maker.settings.view_extras if hasattr(content, name)]
    return {name: _extra(maker, content, name) for name in names}


def unset_extras(maker: Maker) -> list[Problem]:
    """The names of VIEW_EXTRAS that no post and no page has, which may be misspelt."""
    found = {name for extras in maker.extras.values() for name in extras}
    return [
        Problem(
            maker.settings.file,
            0,
            FIELD,
            f'No plugin has set "{name}" on any post or page.',
            "Correct the name, add the plugin to PLUGINS, or take the name out.",
            Severity.WARNING,
        )
        for name in maker.settings.view_extras
        if name not in found
    ]


def _extra(maker: Maker, content: Content, name: str) -> Extra:
    value = getattr(content, name)
    try:
        if isinstance(value, (list, tuple)):
            return tuple(_plain(maker, one) for one in value)
        return _plain(maker, value)
    except TypeError as wrong:
        message = f'"{name}" of {content.get_relative_source_path()} is {wrong}, not {_MEANT}.'
        remedy = f"Take it out of {FIELD}: a template can be shown nothing else."
        raise PluginProblem(str(Problem(maker.settings.file, 0, FIELD, message, remedy))) from None


def _plain(maker: Maker, value: Any) -> Plain:
    """A value that cannot change and leads to no other; raises TypeError saying what it is else."""
    if isinstance(value, Content):
        if found := maker.facts.behind.by_path.get(value.get_relative_source_path() or ""):
            return link_to(maker, found)
        raise TypeError("something that has no page here")
    if isinstance(value, str):
        return str(value)
    if value is None or isinstance(value, (int, float)):
        return value
    raise TypeError(f"of the type {type(value).__name__}")
