"""A checker of schema.org's data: what each type may say of itself, and as what.

It knows the types and properties that our pages use (schema.org, 29.2) and no others, so that a
misspelt one is found. What is needed of an article and of a way is what search engines ask for.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from plugins.model.values import LANGUAGE_TAG, is_web_address

Check = Callable[[Any], bool]
MINUTES = re.compile(r"PT[1-9][0-9]*M")  # ISO 8601


def text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def url(value: Any) -> bool:
    return text(value) and is_web_address(value)


def url_or_text(value: Any) -> bool:
    return text(value)


def day(value: Any) -> bool:
    return text(value) and bool(datetime.date.fromisoformat(value))


def several(check: Check) -> Check:
    return lambda value: isinstance(value, list) and bool(value) and all(map(check, value))


def one_of(*types: str) -> Check:
    return lambda value: isinstance(value, dict) and value.get("@type") in types


THING: dict[str, Check] = {"name": text, "url": url, "description": text, "image": url}
ARTICLE: dict[str, Check] = THING | {
    "headline": text,
    "inLanguage": lambda value: bool(LANGUAGE_TAG.fullmatch(value)),
    "datePublished": day,
    "dateModified": day,
    "timeRequired": lambda value: bool(MINUTES.fullmatch(value)),
    "author": several(one_of("Person", "Organization")),
    "publisher": one_of("Organization"),
    "keywords": several(text),
    "isPartOf": one_of("CreativeWorkSeries"),
    "isBasedOn": url,
    "license": url_or_text,
    "sameAs": several(url),
}
TYPES: Mapping[str, Mapping[str, Check]] = {
    "Article": ARTICLE,
    "BlogPosting": ARTICLE,
    "NewsArticle": ARTICLE,
    "CreativeWorkSeries": THING,
    "WebSite": THING | {"inLanguage": ARTICLE["inLanguage"], "publisher": ARTICLE["publisher"]},
    "Person": THING | {"affiliation": several(one_of("Organization")), "sameAs": several(url)},
    "Organization": THING | {"logo": url, "sameAs": url},
    "BreadcrumbList": {"itemListElement": several(one_of("ListItem"))},
    "ListItem": {
        "position": lambda value: type(value) is int and value > 0,
        "name": text,
        "item": url,
    },
}
NEEDED: Mapping[str, set[str]] = {
    "Article": {"headline", "url", "publisher"},
    "BlogPosting": {"headline", "url", "publisher", "inLanguage"},
    "NewsArticle": {"headline", "url", "publisher", "inLanguage"},
    "ListItem": {"position", "name", "item"},
    **{kind: {"name"} for kind in ("Person", "Organization", "WebSite", "CreativeWorkSeries")},
}


def things_in(data: Any) -> list[Any]:
    """The things that a page tells of, each at the top."""
    assert data.pop("@context") == "https://schema.org"
    found: list[Any] = data.get("@graph", [data])
    return found


def wrong_in(thing: Any) -> Iterator[str]:
    """What is wrong with a thing, and with those in it."""
    kind = thing.get("@type")
    if kind not in TYPES:
        yield f"{kind!r} is no type that is known here"
        return
    for name in NEEDED.get(kind, set()) - thing.keys():
        yield f"{kind} lacks {name}"
    for name in thing.keys() - {"@type"}:
        check, value = TYPES[kind].get(name), thing[name]
        if check is None or not check(value):
            yield f"{kind}.{name} cannot be {value!r}"
        for inner in value if isinstance(value, list) else [value]:
            yield from wrong_in(inner) if isinstance(inner, dict) else ()
    if kind == "BreadcrumbList":
        places = [one["position"] for one in thing["itemListElement"]]
        if places != list(range(1, len(places) + 1)):
            yield f"the way has the places {places}"
