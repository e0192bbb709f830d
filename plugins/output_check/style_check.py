"""What must hold for the style sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.model.problem import Problem, of_file
from plugins.output_check.tree import Tree, ending

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ADDRESS = re.compile(
    r"url\(\s*(?:\"([^\"]*)\"|'([^']*)'|([^\"')\s]*))\s*\)|@import\s+(?:\"([^\"]*)\"|'([^']*)')",
    re.IGNORECASE,
)


def check_styles_find_their_files(tree: Tree) -> Iterator[Problem]:
    """Hold that what a style sheet loads is a file of this site."""
    for name in tree.ours:
        if ending(name) != ".css":
            continue
        text = _COMMENT.sub("", tree.kept[name].decode("utf-8", "replace"))
        for address in dict.fromkeys("".join(found) for found in _ADDRESS.findall(text)):
            end = tree.ways.lead(address, name)
            if end.host:
                yield of_file(
                    name,
                    f'This style sheet loads "{address}" from {end.host},'
                    " which would see every reader.",
                    "Keep the file in theme/static and name that.",
                )
            elif end.wrong:
                yield of_file(
                    name,
                    f'The address "{address}" in this style sheet {end.wrong}.',
                    "Correct it in theme/static, or add the file there.",
                )
