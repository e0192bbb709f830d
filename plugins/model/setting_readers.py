"""How the value of one setting is read: each reader gives it, or says what it must be."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from plugins.model.place import fold_key
from plugins.model.spelling import join_words
from plugins.model.values import LANGUAGE_TAG, is_web_address

# A folder, or a file of a kind that servers give out as a feed or that has no kind at all.
_OLD_FEED = re.compile(
    r"(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+/|(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/[A-Za-z0-9_~-]+(?:\.(?:xml|rss|rdf|atom))?"
)
_PLACE = re.compile(r"\{(\w+)\}")
COMMENT_PLACES = frozenset({"id", "url", "path", "slug", "title"})


def read_text(value: Any) -> str:
    """Any text, without blanks around it."""
    if not isinstance(value, str):
        raise ValueError("text in quotes")
    return value.strip()


def read_name(value: Any) -> str:
    """The name of the publication, which must say something."""
    if not read_text(value):
        raise ValueError("the name of the publication")
    return read_text(value)


def read_logo(value: Any) -> str:
    """A picture in the content folder; "" for none. Whether it is there, the checks say."""
    name = read_text(value)
    if name and not re.fullmatch(r"media/(?:[^/\\]+/)*[^/\\]+\.\w+", name):
        raise ValueError('a picture in the folder media, such as "media/logo.svg"')
    return name


def read_language(value: Any) -> str:
    """The code of a language (BCP 47)."""
    if not LANGUAGE_TAG.fullmatch(read_text(value)):
        raise ValueError('the code of a language, such as "en"')
    return read_text(value)


def read_flag(value: Any) -> bool:
    """Yes or no."""
    if not isinstance(value, bool):
        raise ValueError("True or False")
    return value


def read_length(value: Any) -> int:
    """How many things stand on a page."""
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 1000:
        raise ValueError("a whole number from 1 to 1000")
    return value


def read_most(value: Any) -> int:
    """A number that is not to be passed."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError("a whole number from 1")
    return value


def read_texts(value: Any) -> tuple[str, ...]:
    """A list of texts."""
    is_list = isinstance(value, list | tuple)  # no set: the order of one differs between runs
    if not is_list or not all(isinstance(item, str) for item in value):
        raise ValueError("a list of texts")
    return tuple(value)


def read_old_feeds(value: Any) -> tuple[str, ...]:
    """Old addresses of a feed, from the root of the site; a file of another kind is no feed."""
    addresses = read_texts(value)
    if not all(_OLD_FEED.fullmatch(one) and ".." not in one for one in addresses):
        raise ValueError('a list of old addresses of the feed, such as ["/feed/", "/rss.xml"]')
    return tuple(dict.fromkeys(addresses))


def read_attributes(value: Any) -> tuple[str, ...]:
    """Names of attributes that an object has for others."""
    names = read_texts(value)
    if not all(name.isidentifier() and not name.startswith("_") for name in names):
        raise ValueError('a list of names of attributes, such as ["next_article"]')
    return names


def read_keys(value: Any) -> frozenset[str]:
    """Keys of front matter, however they are spelt."""
    return frozenset(map(fold_key, read_texts(value)))


def read_hosts(value: Any) -> frozenset[str]:
    """Hosts alone, without https://."""
    hosts = frozenset(host.lower() for host in read_texts(value))
    if not all(re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", host) for host in hosts):
        raise ValueError('a list of hosts alone, such as ["www.example.org"]')
    return hosts


def read_address(value: Any) -> str:
    """A web address of a site, without a closing slash; "" for none."""
    address = read_text(value).rstrip("/")
    if address and not is_web_address(address):
        raise ValueError("an address that begins with https://")
    if urlsplit(address).query or urlsplit(address).fragment:
        raise ValueError("an address without ? and #")
    return address


def one_of(*words: str) -> Callable[[Any], str]:
    """One of a few words; "" among them stands for none."""

    def read(value: Any) -> str:
        if value not in words:
            named = (f'"{word}"' if word else 'nothing ("")' for word in words)
            raise ValueError(join_words(named, "or"))
        return str(value)

    return read


def read_licence(value: Any) -> tuple[str, str]:
    """The name of a licence and its address; () for none."""
    name, url = (*read_texts(value), "", "")[:2]
    if url and not is_web_address(url):
        raise ValueError('a name and an address, such as ["CC BY 4.0", "https://..."]')
    return name, url


def read_authority(value: Any) -> str:
    """The owner of a tag URI: a host and the day from which it was theirs (RFC 4151, 2.1)."""
    if value and not re.fullmatch(r"[a-z0-9.-]+,\d{4}(-\d\d){0,2}", read_text(value)):
        raise ValueError('a host and a year, such as "example.org,2026"')
    return read_text(value)


def read_comments_url(value: Any) -> str:
    """The address at which a reader adds a comment, with places to fill in."""
    template = read_text(value)
    places = set(_PLACE.findall(template))
    if not places <= COMMENT_PLACES or set("{}") & set(_PLACE.sub("", template)):
        raise ValueError("an address with no { } but {id} {url} {path} {slug} {title}")
    if template and not re.fullmatch(r"(https?://[^/\s{]+|mailto:[^\s@]+@)\S*", template):
        raise ValueError("an address without blanks that begins with https:// or mailto:name@")
    return template


def read_mailbox(value: Any) -> str:
    """A plain e-mail address; "" for none."""
    mailbox = read_text(value)
    if mailbox and not re.fullmatch(r"[^\s@<>,;:?&%\"()]+@[^\s@<>,;:?&%\"()/]+", mailbox):
        raise ValueError('one e-mail address, such as "editor@example.org"')
    return mailbox


def read_service(value: Any) -> str:
    """The address of a comment service, which servers are told of too: of the plainest kind."""
    address = read_address(value)
    host = r"(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:]+\])(?::[0-9]{1,5})?"
    if address and not re.fullmatch(rf"https?://{host}(?:/[A-Za-z0-9._~-]+)*", address):
        raise ValueError('an address in small letters, such as "https://talk.example.org"')
    return address


_GISCUS = ("repo", "repo_id", "category", "category_id")


def read_giscus(value: Any) -> Mapping[str, str]:
    """What giscus.app says of a repository and of the category of its discussions; {} for none."""
    names = "repo, repo_id, category and category_id"
    if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
        raise ValueError(f"what giscus.app says for {names}, as texts between {{ and }}")
    if value and (set(value) != set(_GISCUS) or not all(value.values())):
        raise ValueError(f"all of {names}, and no more")
    if value and not re.fullmatch(r"[\w.-]+/[\w.-]+", value["repo"]):
        raise ValueError('a "repo" such as "owner/name"')
    return dict(value)


def read_path(value: Any) -> str | None:
    """The path that addresses begin with, without a closing slash; None for that of today."""
    if value is None:
        return None
    path = read_text(value).rstrip("/")
    if not re.fullmatch(r"(?:/(?!\.\.?(?:/|$))[A-Za-z0-9._~-]+)*", path):
        raise ValueError('a path such as "/blog", or "" for none')
    return path


def read_seconds(value: Any) -> float:
    """How long to wait."""
    if not isinstance(value, (int, float)) or isinstance(value, bool) or not 1 <= value <= 600:
        raise ValueError("a number of seconds from 1 to 600")
    return float(value)


def read_repository(value: Any) -> str:
    """The address of a repository's web page; "" for none. What git clones from may end in .git."""
    address = read_address(value).removesuffix(".git")
    parts = urlsplit(address)
    if address and (parts.username is not None or not re.fullmatch(r"(/[^/\s]+){2,}", parts.path)):
        raise ValueError("an address without a password, such as https://github.com/owner/name")
    return address


def read_branch(value: Any) -> str:
    """The name of a branch (git check-ref-format)."""
    branch = read_text(value)
    if not re.fullmatch(r"(?![-/.])(?!.*(//|\.\.|@\{))[^\s~^:?*\[\\]+(?<![/.])", branch):
        raise ValueError('the name of a branch, such as "main"')
    return branch


def read_branch_or_none(value: Any) -> str:
    """The name of a branch, or "" for none."""
    return read_branch(value) if read_text(value) else ""


def read_folder(value: Any) -> str:
    """A folder inside the repository, without slashes at its ends; "" for the whole of it."""
    folder = read_text(value).strip("/")
    if {".", ".."} & set(folder.split("/")) or re.search(r"\\|//", folder):
        raise ValueError('a folder of the repository, such as "content"')
    return folder
