"""What pages tell machines: schema.org's data as JSON-LD, and what other sites show of a link.

All of it is told from what the page shows already, so that no page depends on more for it. It is
left out where no search engine should look: in previews and drafts, whose head says `noindex`.

Formats: JSON-LD 1.1 in a data block, which is no script (HTML, 4.12.1), so that a strict
Content-Security-Policy lets it stand; the Open Graph protocol (ogp.me).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec

from plugins.model import address as at
from plugins.model.post import Post
from plugins.model.settings import Settings
from plugins.model.text.markup import plain
from plugins.model.view.parts import (
    Alternate,
    Author,
    Head,
    Html,
    Link,
    Picture,
    Property,
    Site,
    SocialImage,
)

if TYPE_CHECKING:  # these make their heads with the help of this
    from plugins.model.view.page import EasyReadView
    from plugins.model.view.post import PostView
    from plugins.model.view.records import OrganisationView, PersonView

Thing = dict[str, Any]
_POSTING = {"news": "NewsArticle", "resource": "Article"}  # all others are a BlogPosting
_REGIONS = {"en": "en_GB", "cy": "cy_GB", "gd": "gd_GB", "ga": "ga_IE"}
_LOCALE = re.compile(r"[a-z]{2,3}_[A-Z]{2}")
_UNSAFE = (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"))


def head_of_home(settings: Settings, site: Site, head: Head) -> Head:
    """The head of the front page, with what the publication is."""
    thing = {"@type": "WebSite", **_named(site.name, head.address), "inLanguage": settings.lang}
    if site.tagline:
        thing["description"] = site.tagline
    return _told(head, [thing | {"publisher": publisher(settings)}], "website", site, settings.lang)


def head_of_page(settings: Settings, site: Site, head: Head, lang: str) -> Head:
    """The head of a page such as "About us", or of a list."""
    return _told(head, _trail(settings, head), "website", site, lang)


def head_of_post(settings: Settings, view: PostView, post: Post) -> Head:
    """The head of a post, with who wrote it, from where, when, and what it is based on."""
    head = view.head
    if head.noindex:
        return head
    times = (("published_time", view.added), ("modified_time", view.upkeep.last_updated))
    more = [_property(f"article:{name}", day.iso) for name, day in times]
    things = [_posting(settings, view, post), *_trail(settings, head)]
    told = _told(head, things, "article", view.site, view.langs.text, more)
    return msgspec.structs.replace(told, languages=_languages(settings, view))


def _languages(settings: Settings, view: PostView) -> tuple[Alternate, ...]:
    """Where the post stands in each language, where there are several."""
    others = {one.lang: _full(settings, one.href) for one in view.translations}
    found = {view.langs.text: view.head.address} | others if others else {}
    return tuple(Alternate(lang=lang, href=href) for lang, href in found.items())


def head_of_easy_read(settings: Settings, view: EasyReadView) -> Head:
    """The head of an Easy Read text, with what it was made from."""
    thing = {
        "@type": "Article",
        "headline": plain(view.title),
        "url": view.head.address,
        "inLanguage": view.langs.text,
        "dateModified": view.upkeep.last_updated.iso,
        "isBasedOn": _full(settings, view.of.href),
        "publisher": publisher(settings),
    }
    things = [_said(thing), *_trail(settings, view.head)]
    return _told(view.head, things, "article", view.site, view.langs.text)


def head_of_person(settings: Settings, view: PersonView) -> Head:
    """The head of a person's page; of a numbered one, that alone."""
    thing = {
        "@type": "Person",
        **_named(plain(view.title), view.head.address),
        "description": view.head.description,
        "image": _picture(settings, view.portrait),
        "affiliation": [
            _organisation(settings, one.organisation) for one in view.affiliations if one.is_now
        ],
        "sameAs": [one.href for one in view.links],
    }
    things = [_said(thing)] if view.listing.total is not None else []
    trail = _trail(settings, view.head)
    return _told(view.head, [*things, *trail], "profile", view.site, settings.lang)


def head_of_organisation(settings: Settings, view: OrganisationView) -> Head:
    """The head of an organisation's page; of a numbered one, that alone."""
    thing = {
        "@type": "Organization",
        **_named(plain(view.title), view.head.address),
        "description": view.head.description,
        "logo": _picture(settings, view.logo),
        "sameAs": view.website,
    }
    things = [_said(thing)] if view.listing.total is not None else []
    trail = _trail(settings, view.head)
    return _told(view.head, [*things, *trail], "website", view.site, settings.lang)


def publisher(settings: Settings) -> Thing:
    """The publication itself, as a publisher."""
    return {"@type": "Organization", **_named(settings.name, settings.url + at.HOME)}


def _posting(settings: Settings, view: PostView, post: Post) -> Thing:
    minutes = post.entry.body.minutes
    drawn = view.head.social_image
    thing = {
        "@type": _POSTING.get(post.fields.kind, "BlogPosting"),
        "headline": post.title,
        "description": view.head.description,
        "url": view.head.address,
        "inLanguage": view.langs.text,
        "datePublished": view.added.iso,
        "dateModified": view.upkeep.last_updated.iso,
        "timeRequired": f"PT{minutes}M" if minutes else "",
        "author": [_author(settings, one) for one in view.authors if one.known],
        "publisher": publisher(settings),
        "image": _picture(settings, view.image) or (drawn.address if drawn else ""),
        "keywords": [one.text for one in view.topics],
        "isPartOf": _series(settings, view),
        "isBasedOn": view.original.href if view.original else "",
        "sameAs": [one.href for one in view.also_at],
        "license": view.licence.href or view.licence.text if view.licence else "",
    }
    return _said(thing)


def _series(settings: Settings, view: PostView) -> Thing:
    if view.series is None:
        return {}
    named = _named(view.series.series.text, _full(settings, view.series.series.href))
    return {"@type": "CreativeWorkSeries", **named}


def _author(settings: Settings, author: Author) -> Thing:
    """Somebody with where they worked on the day; an organisation is an author too."""
    kind = "Organization" if author.is_organisation else "Person"
    thing = {"@type": kind, **_named(author.name, _full(settings, author.href))}
    places = [_organisation(settings, one) for one in author.organisations]
    return thing | ({"affiliation": places} if places else {})


def _organisation(settings: Settings, place: Link) -> Thing:
    return {"@type": "Organization", **_named(place.text, _full(settings, place.href))}


def _named(name: str, url: str) -> Thing:
    return {"name": name, "url": url} if url else {"name": name}


def _picture(settings: Settings, picture: Picture | None) -> str:
    return _full(settings, picture.src) if picture else ""


def _said(thing: Mapping[str, Any]) -> Thing:
    """A thing without what is not known of it."""
    return {name: value for name, value in thing.items() if value}


def _trail(settings: Settings, head: Head) -> list[Thing]:
    """The way to a page from the front page, which it shows too; none where it shows none."""
    if not head.trail:
        return []
    steps = [(one.text, _full(settings, one.href)) for one in head.trail]
    steps.append((head.title, head.address))
    return [
        {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": number, "name": name, "item": url}
                for number, (name, url) in enumerate(steps, 1)
            ],
        }
    ]


def _told(
    head: Head,
    things: Sequence[Thing],
    kind: str,
    site: Site,
    lang: str,
    more: Iterable[Property] = (),
) -> Head:
    """A head with these things, and with what other sites show of a link to its page."""
    if head.noindex:
        return head
    properties = (
        _property("og:title", head.title),
        _property("og:type", kind),
        _property("og:url", head.address),
        _property("og:site_name", site.name),
        _property("og:locale", locale_of(lang)),
        _property("og:description", head.description),
        *_image(head.social_image),
        *more,
    )
    return msgspec.structs.replace(
        head,
        properties=tuple(one for one in properties if one.content),
        linked_data=as_json(things) if things else Html(""),
    )


def _image(image: SocialImage | None) -> Iterator[Property]:
    """The picture that other sites show, and its size, to be known before they load it."""
    if image:
        yield _property("og:image", image.address)
        yield _property("og:image:width", str(image.width))
        yield _property("og:image:height", str(image.height))
        yield _property("og:image:alt", image.alt)
        yield _property("twitter:card", "summary_large_image")


def as_json(things: Sequence[Thing]) -> Html:
    """Things as JSON-LD that can stand in HTML: nothing in it ends the block, or begins a tag."""
    data: Thing = {"@context": "https://schema.org"}
    data |= things[0] if len(things) == 1 else {"@graph": things}
    try:
        text = msgspec.json.encode(data).decode()
    except UnicodeEncodeError:  # half of a sign, which JSON can only hold escaped (RFC 8259, 8.2)
        text = json.dumps(data, separators=(",", ":"))
    for sign, written in _UNSAFE:
        text = text.replace(sign, written)
    return Html(text)


def locale_of(lang: str) -> str:
    """A language as Open Graph writes it, with its region; "" where no region is known.

    >>> locale_of("en"), locale_of("pt-BR"), locale_of("so")
    ('en_GB', 'pt_BR', '')
    """
    locale = _REGIONS.get(lang, lang.replace("-", "_"))
    return locale if _LOCALE.fullmatch(locale) else ""


def _property(name: str, content: str) -> Property:
    return Property(name=name, content=content)


def _full(settings: Settings, href: str) -> str:
    """A link as a whole address; "" for none, and as it is where it is one already."""
    return _origin(settings.url) + href if href.startswith("/") else href


@cache
def _origin(url: str) -> str:
    """The scheme and host of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
