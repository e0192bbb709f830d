"""Views of every kind of page to render in tests: a full one, where every field says something,
and a minimal one, where everything that may be empty is."""

from __future__ import annotations

from inspect import get_annotations
from typing import TypeVar

import msgspec

from plugins.model.view.a_z import AToZView, Letter
from plugins.model.view.easy_reads import EasyLine, EasyReadsView
from plugins.model.view.feeds_page import Feed, FeedGroup, FeedsView
from plugins.model.view.home import Changed, HomeView, SeriesCard, Voice
from plugins.model.view.lists import Group, IndexView, Line, ListView
from plugins.model.view.next_to_read import Related
from plugins.model.view.page import EasyReadView, MissingView, PageView, Row, Word
from plugins.model.view.parts import (
    Html,
    Langs,
    Link,
    Picture,
    View,
)
from plugins.model.view.post import (
    Change,
    Original,
    PostView,
    SeriesPlace,
    WithdrawnView,
)
from plugins.model.view.records import (
    Affiliation,
    Member,
    OrganisationView,
    PersonView,
    SeriesView,
    TopicView,
)
from plugins.model.view.redirect import GoneView, RedirectView
from plugins.model.view.search import Choice, SearchView
from plugins.model.view.statement import AccessibilityView, Issue, Statement
from plugins.model.view.versions import Translation, Version
from tests.theme.sample_parts import (
    ADDED,
    AUTHORS,
    BLOG,
    BODY,
    CHANGED,
    CONTENTS,
    FENMOOR,
    FULL_CARD,
    FULL_DISCUSSION,
    FULL_FOUND,
    FULL_HEAD,
    FULL_LISTING,
    FULL_SITE,
    FULL_UPKEEP,
    MINIMAL_CARD,
    OTHER_POST,
    PAYMENTS,
    PICTURE,
    RUTH,
    SUGGEST,
)

V = TypeVar("V", bound=View)

# Fields that every page has something to say in.
NEVER_EMPTY = {*("title", "name", "text", "href", "home", "lang", "state", "call", "theme")}


def minimal(view: V) -> V:
    """The same view with nothing in it that may be left out."""
    return msgspec.structs.replace(
        view, **{name: _emptied(name, view) for name in view.__struct_fields__}
    )


def _emptied(name: str, view: View) -> object:
    value = getattr(view, name)
    declared = next(one for one in type(view).__mro__ if name in get_annotations(one))
    if "None" in str(declared.__annotations__[name]):
        return None
    if isinstance(value, View):
        return minimal(value)
    if isinstance(value, str | dict) and name in NEVER_EMPTY:
        return value
    return type(value)()


EASY_READ = Version(
    label="Easy Read",
    href="/net/easy-read/box-14/",
    details="3 March 2016",
    older="",
    transcript=None,
    checked_by="Nesta Quill",
    lang="en",
)
FULL_POST = PostView(
    site=FULL_SITE,
    head=FULL_HEAD,
    title=Html("The form with <em>the</em> box 14"),
    kind=BLOG,
    authors=AUTHORS,
    added=ADDED,
    reading_time="4 minutes to read",
    series=SeriesPlace(
        series=Link(text="Direct payments, plainly", href="/net/series/direct-payments-plainly/"),
        number=2,
        total=4,
        previous=OTHER_POST,
        following=Link(text="What it paid for", href="/net/posts/what-it-paid-for/"),
    ),
    standfirst="A box on a form asks what help you want, in two lines.",
    image=PICTURE,
    contents=CONTENTS,
    body=BODY,
    topics=(PAYMENTS, Link(text="Support planning", href="/net/topics/support-planning/")),
    original=Original(
        about="This is a digest.",
        title="Forms and people",
        publisher="Fenland Voices",
        authors="Ada Wren and Tom Fell",
        published=ADDED,
        call="Read the full blog on the Fenland Voices website",
        href="https://voices.example/forms",
    ),
    also_at=(
        Link(text="Marram College", href="https://marram.example/"),
        Link(text="Tidewell Carers", href="https://tidewell.example/"),
        Link(text="The Fenmoor Gazette"),
    ),
    versions=(
        EASY_READ,
        Version(
            label="Audio",
            href="/net/media/box-14.mp3",
            details="MP3, 6 minutes, 3.1 MB, Welsh",
            older="This version was made from an older text, of 10 February 2014.",
            transcript=Link(text="Transcript of the audio", href="/net/media/box-14.txt"),
            checked_by="Callum Brae",
            lang="cy",
        ),
    ),
    translations=(
        Translation(title="Blwch 14", href="/net/posts/blwch-14/", lang="cy", language="Welsh"),
    ),
    changes=(Change(day=CHANGED, label="Corrected", note="The form has 31 boxes, not 30."),),
    upkeep=FULL_UPKEEP,
    superseded_by=OTHER_POST,
    citation="Ruth Farrant and Callum Brae (2014). The form. https://wayside.example/posts/box-14/",
    licence=Link(text="CC BY 4.0", href="https://creativecommons.org/licenses/by/4.0/"),
    mark="Draft",
    langs=Langs(text="fr", alone="fr"),
    discussion=FULL_DISCUSSION,
    found=FULL_FOUND,
    related=(
        Related(
            title=Html("The <em>bus</em>"),
            href="/posts/the-bus/",
            authors="Ann",
            added=ADDED,
            lang="fr",
        ),
    ),
    extras={},
)
FULL_PAGE = PageView(
    site=FULL_SITE,
    head=FULL_HEAD,
    title=Html("About us"),
    summary="Who we are and why.",
    contents=CONTENTS,
    body=BODY,
    versions=(EASY_READ,),
    upkeep=FULL_UPKEEP,
    mark="Draft",
    langs=Langs(text="fr", alone="fr"),
    found=FULL_FOUND,
    extras={},
)
FULL_ACCESSIBILITY = AccessibilityView(
    **msgspec.structs.asdict(FULL_PAGE),
    statement=Statement(
        aim="This site should meet level AA.",
        issues=(
            Issue(
                what="Nothing is signed.",
                affects="Deaf people.",
                plan="We asked for money.",
                by="There is no day yet.",
            ),
        ),
        checked="We checked the whole site.",
        email="access@wayside.example",
        phone="01632 960000",
        post="Fenmoor Cross",
        answer="We answer within a week.",
        complain="Ask Nesta.",
        suggest=SUGGEST,
    ),
)
FULL_HOME = HomeView(
    site=FULL_SITE,
    head=FULL_HEAD,
    title=Html("Wayside Practice Network"),
    lead=FULL_CARD,
    newest=(MINIMAL_CARD, FULL_CARD, MINIMAL_CARD),
    briefs=(FULL_CARD, MINIMAL_CARD),
    series=(
        SeriesCard(
            title="A week in the life",
            href="/net/series/week-in-the-life/",
            summary="Seven days, kept as notes.",
            state="Open",
            count="4 posts",
            total=4,
            latest=OTHER_POST,
            lang="fr",
        ),
    ),
    voices=(
        Voice(person=RUTH, organisation="Fenmoor Council", portrait=PICTURE, monogram="RF"),
        Voice(person=RUTH, organisation="", portrait=None, monogram="RF"),
    ),
    changed=(
        Changed(
            title=Html("Box 14"),
            href="/net/posts/box-14/",
            day=CHANGED,
            note="The form has 31 boxes.",
            lang="",
        ),
    ),
    all_posts=Link(text="All posts", href="/net/posts/"),
    all_people=Link(text="All people", href="/net/people/"),
)
FULL_LIST = ListView(
    site=FULL_SITE,
    head=FULL_HEAD,
    title=Html("Posts of 2014"),
    about="All that we published that year.",
    listing=FULL_LISTING,
)
FULL_INDEX = IndexView(
    site=FULL_SITE,
    head=FULL_HEAD,
    title=Html("People"),
    count="2 people",
    groups=(
        Group(
            label="F",
            anchor="letter-f",
            entries=(
                Line(
                    text=RUTH.text,
                    href=RUTH.href,
                    details="Fenmoor Council, 4 posts",
                    about="She plans.",
                ),
            ),
        ),
        Group(
            label="Q",
            anchor="letter-q",
            entries=(Line(text="Nesta Quill", href="/net/people/nesta-quill/", details=""),),
        ),
    ),
)
FULL_PERSON = PersonView(
    site=FULL_SITE,
    head=FULL_HEAD,
    title=Html("Ruth Farrant"),
    pronouns="she/her",
    portrait=Picture(src="/media/ruth.svg", alt="Ruth, laughing"),
    affiliations=(
        Affiliation(organisation=FENMOOR, role="Social worker", period="since 2017", is_now=True),
        Affiliation(organisation=Link(text="Alder Street"), role="", period="", is_now=False),
    ),
    biography=Html("<p>Ruth has filled in box 14 some four hundred times.</p>"),
    links=(Link(text="ruth.example", href="https://ruth.example/"),),
    email="ruth@wayside.example",
    active=False,
    deputy=Link(text="Bram Ostrey", href="/net/people/bram-ostrey/"),
    listing=FULL_LISTING,
    looks_after=(OTHER_POST,),
    suggest=SUGGEST,
    found=FULL_FOUND,
)
FULL_ORGANISATION = OrganisationView(
    site=FULL_SITE,
    head=FULL_HEAD,
    title=Html("Fenmoor Council"),
    logo=Picture(src="/media/fenmoor.svg", alt="Fenmoor Council"),
    monogram="FC",
    description=Html("<p>The council of the fen and the moor.</p>"),
    website="https://fenmoor.example/",
    membership="Member since 2012",
    people=(
        Member(person=RUTH, role="Social worker", period="since 2017"),
        Member(person=Link(text="Samir Haddow"), role="", period=""),
    ),
    former=(Member(person=Link(text="Tom Fell"), role="", period="until 2014"),),
    listing=FULL_LISTING,
    suggest=SUGGEST,
    found=FULL_FOUND,
)
FULL_SERIES = SeriesView(
    site=FULL_SITE,
    head=FULL_HEAD,
    title=Html("Direct payments, plainly"),
    description=Html("<p>Four parts, to be read in turn.</p>"),
    state="Complete",
    count="2 parts",
    parts=(FULL_CARD, MINIMAL_CARD),
    suggest=SUGGEST,
    found=FULL_FOUND,
)
FULL_TOPIC = TopicView(
    site=FULL_SITE,
    head=FULL_HEAD,
    title=Html("Direct payments"),
    description=Html("<p>Money instead of a service.</p>"),
    broader=Link(text="Personal budgets", href="/net/topics/personal-budgets/"),
    narrower=(Link(text="Employing somebody", href="/net/topics/employing-somebody/"),),
    listing=FULL_LISTING,
    suggest=SUGGEST,
    found=FULL_FOUND,
)
FULL_EASY_READ = EasyReadView(
    site=FULL_SITE,
    head=FULL_HEAD,
    title=Html("Filling in a form"),
    of=OTHER_POST,
    rows=(
        Row(
            picture=Html('<img src="/media/form.svg" alt="A form">'),
            words=Html("<p>This is about a form.</p>"),
        ),
        Row(picture=Html(""), words=Html("<p>The form is long.</p>")),
    ),
    words=(Word(word="Support plan", meaning="A paper that says what help you get."),),
    checked_by="Callum Brae and Nesta Quill",
    older="This was made from an older text.",
    upkeep=FULL_UPKEEP,
    mark="Draft",
    langs=Langs(text="fr", alone="fr"),
    found=FULL_FOUND,
)
FULL_EASY_READS = EasyReadsView(
    site=FULL_SITE,
    head=FULL_HEAD,
    title=Html("Easy Read"),
    count="2 texts",
    texts=(
        EasyLine(
            title="Filling in a form",
            href="/net/easy-read/box-14/",
            picture=Html('<img src="/media/form.svg" alt="">'),
            lang="",
        ),
        EasyLine(
            title="Llenwi ffurflen", href="/net/easy-read/blwch-14/", picture=Html(""), lang="cy"
        ),
    ),
)
FULL_A_TO_Z = AToZView(
    site=FULL_SITE,
    head=FULL_HEAD,
    title=Html("Posts from A to Z"),
    count="2 posts",
    letters=(
        Letter(text="B", href="#letter-f", count="2 posts", current=True),
        Letter(text="0-9", href="#letter-q", count="1 post", current=False),
    ),
    groups=FULL_INDEX.groups,
    others=(Link(text="People", href="/net/people/"),),
)
FULL_SEARCH = SearchView(
    site=FULL_SITE,
    head=FULL_HEAD,
    title=Html("Search"),
    index="/net/pagefind/pagefind.js",
    names="/net/search/names.json",
    action="/net/search/",
    missing="This preview has no search.",
    choices=(Choice(name="kind", label="Kind", every="Every kind"),),
    ways=(Line(text="Posts from A to Z", href="/net/a-z/", details="24 posts"),),
    years=(Line(text="Posts of 2014", href="/net/years/2014/", details="3 posts"),),
    topics=(Line(text=PAYMENTS.text, href=PAYMENTS.href, details=""),),
)
FULL_FEEDS = FeedsView(
    site=FULL_SITE,
    head=FULL_HEAD,
    title=Html("Feeds to follow"),
    contents=(Link(text="Topics", href="#feeds-topics"),),
    groups=(
        FeedGroup(
            label="Topics",
            anchor="feeds-topics",
            feeds=(
                Feed(
                    name=Link(text="Taliadau", href="/net/feeds/topics/payments.xml", lang="cy"),
                    title="New posts on the topic Taliadau",
                    holds="4 posts",
                    address="https://wayside.example/net/feeds/topics/payments.xml",
                    page="https://wayside.example/net/topics/payments/",
                    others=(Link(text="Atom", href="/net/feeds/topics/payments.atom.xml"),),
                ),
            ),
        ),
    ),
    file=Link(text="All feeds in one file", href="/net/feeds/feeds.opml"),
    undated=Link(text="Posts without a date", href="/net/years/undated/"),
)
FULL_WITHDRAWN = WithdrawnView(
    site=FULL_SITE,
    head=FULL_HEAD,
    title=Html("A tale told too soon"),
    kind=BLOG,
    added=ADDED,
    withdrawn=CHANGED,
    reason="Somebody in it could be recognised.",
    superseded_by=OTHER_POST,
    lang="cy",
)
FULL_MISSING = MissingView(site=FULL_SITE, head=FULL_HEAD, title=Html("There is no such page"))

FULL_REDIRECT = RedirectView(
    site=FULL_SITE,
    head=FULL_HEAD,
    title=Html("This page has moved"),
    target=Link(text="Your first meeting", href="/net/posts/your-first-meeting/"),
)
FULL_GONE = GoneView(
    site=FULL_SITE,
    head=FULL_HEAD,
    title=Html("This page is gone"),
    gone=CHANGED,
    reason="The fund closed in 2016.",
)

FULL: dict[str, View] = {
    "home.html": FULL_HOME,
    "post.html": FULL_POST,
    "page.html": FULL_PAGE,
    "accessibility.html": FULL_ACCESSIBILITY,
    "list.html": FULL_LIST,
    "index.html": FULL_INDEX,
    "person.html": FULL_PERSON,
    "organisation.html": FULL_ORGANISATION,
    "series.html": FULL_SERIES,
    "topic.html": FULL_TOPIC,
    "easy_read.html": FULL_EASY_READ,
    "easy_reads.html": FULL_EASY_READS,
    "a_z.html": FULL_A_TO_Z,
    "search.html": FULL_SEARCH,
    "feeds.html": FULL_FEEDS,
    "withdrawn.html": FULL_WITHDRAWN,
    "missing.html": FULL_MISSING,
    "redirect.html": FULL_REDIRECT,
    "gone.html": FULL_GONE,
}
MINIMAL: dict[str, View] = {template: minimal(view) for template, view in FULL.items()}
