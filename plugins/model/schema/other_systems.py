"""Keys by which other systems hide or time a page, and what an editor writes here instead.

They are those of Hugo, Jekyll, Eleventy, Pelican, WordPress and Drupal exports, without hyphens.
"""

from __future__ import annotations

from collections.abc import Mapping

_HIDING = (
    "draft",
    "drafts",
    "isdraft",
    "published",
    "publish",
    "ispublished",
    "unpublished",
    "hidden",
    "hide",
    "unlisted",
    "private",
    "visibility",
    "visible",
    "public",
    "withdrawn",
    "archived",
    "deleted",
    "poststatus",
    "eleventyexcludefromcollections",
)
_BEGINNING = (
    "publishdate",
    "publisheddate",
    "publishedat",
    "publishedon",
    "publishon",
    "publishat",
    "publishfrom",
    "publishafter",
    "datepublished",
    "pubdate",
    "releasedate",
    "scheduled",
    "scheduledfor",
    "embargo",
    "embargountil",
)
_ENDING = (
    "expires",
    "expire",
    "expiry",
    "expirydate",
    "expirationdate",
    "expireson",
    "enddate",
    "unpublish",
    "unpublishdate",
    "unpublishon",
    "publishuntil",
    "publishto",
)

_DRAFT = "To keep this from readers, write: status: draft. Otherwise take the line out."
OF_POSTS: Mapping[str, str] = {
    **dict.fromkeys(_HIDING, _DRAFT),
    **dict.fromkeys(
        _BEGINNING, 'Write the day under "date": until that day, readers do not see the post.'
    ),
    **dict.fromkeys(
        _ENDING,
        'Write the day under "review_by", and when it comes, withdraw the post (see "status").',
    ),
    "withdrawn": 'Write: status: withdrawn, with "on" and "reason". Otherwise take the line out.',
}
OF_PAGES: Mapping[str, str] = dict.fromkeys((*_HIDING, *_BEGINNING, *_ENDING), _DRAFT)
OF_RECORDS: Mapping[str, str] = dict.fromkeys(
    (*_HIDING, *_BEGINNING, *_ENDING),
    "Every record is shown. Take the line out, or keep the file elsewhere until it may be seen.",
)
