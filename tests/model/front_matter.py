"""Front matter as tests read it."""

from plugins.model.source import Source, split

TEXT_KEYS = frozenset({"title", "date", "kind", "summary", "slug", "last_updated"})


def read(text: str) -> Source:
    return split("a.md", text.encode(), TEXT_KEYS)


def told(found: Source) -> list[str]:
    return [str(problem).removeprefix(f"{found.path}:") for problem in found.problems]
