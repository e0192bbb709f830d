"""The parts that sample views share, every field saying something."""

from __future__ import annotations

from plugins.model.view.comment import Comment
from plugins.model.view.discussion import Discussion, Rules
from plugins.model.view.found import Found
from plugins.model.view.linked_data import as_json
from plugins.model.view.parts import (
    Alternate,
    Author,
    Card,
    Day,
    Form,
    Head,
    Html,
    Link,
    Listing,
    MenuItem,
    Pagination,
    Picture,
    Property,
    Site,
    Upkeep,
)
from plugins.model.view.post import Contents

HIDDEN_NAME = "Hidden Name"

ADDED = Day(text="10 February 2014", iso="2014-02-10")
CHANGED = Day(text="3 March 2016", iso="2016-03-03")
UNKNOWN = Day(text="Date not known")
RUTH = Link(text="Ruth Farrant", href="/people/ruth-farrant/")
FENMOOR = Link(text="Fenmoor Council", href="/organisations/fenmoor-council/")
PAYMENTS = Link(text="Direct payments", href="/topics/direct-payments/")
BLOG = Link(text="Blog", href="/kinds/blog/")
OTHER_POST = Link(text="The bus that was not late", href="/posts/the-bus/")
PICTURE = Picture(
    src="/media/kettle.svg",
    alt="A kettle beside two cups",
    credit="Joan Thackwray",
    caption="The kettle at Alder Street, after its third mending.",
)

FULL_SITE = Site(
    name="Wayside Practice Network",
    tagline="What we learn from each other about support that fits a life.",
    lang="en",
    home="/net/",
    theme={
        "css/site.css": "/net/theme/css/site.0123456789.css",
        "fonts/a.woff2": "/net/theme/fonts/a.0123456789.woff2",
        "js/comments.js": "/net/theme/js/comments.0123456789.js",
        "js/feeds.js": "/net/theme/js/feeds.0123456789.js",
        "js/giscus.js": "/net/theme/js/giscus.0123456789.js",
        "js/search.js": "/net/theme/js/search.0123456789.js",
        "js/theme.js": "/net/theme/js/theme.0123456789.js",
        "icon.svg": "/net/theme/icon.0123456789.svg",
    },
    menu=(
        MenuItem(text="Posts", href="/net/posts/", current=True),
        MenuItem(text="People", href="/net/people/"),
    ),
    footer=(Link(text="Privacy", href="/net/privacy/"),),
    feeds=Link(text="Feeds to follow", href="/net/feeds/"),
    licence=Link(text="CC BY 4.0", href="https://creativecommons.org/licenses/by/4.0/"),
    logo="/net/media/logo.svg",
    paper=("#fcf9f2", "#181614"),
)
FULL_HEAD = Head(
    title="The form with the box 14",
    description="What a box on a form taught us.",
    canonical="https://wayside.example/net/posts/box-14/",
    noindex=True,
    properties=(Property(name="og:title", content="The form with the box 14"),),
    languages=(Alternate(lang="cy", href="https://wayside.example/net/posts/blwch-14/"),),
    linked_data=as_json([{"@type": "BlogPosting", "headline": "The </script> & the form"}]),
    feeds=(
        Link(text="New posts on the topic Direct payments", href="/net/feeds/topics/a.xml"),
        Link(text="New posts", href="/net/feed.xml"),
    ),
    trail=(
        Link(text="Wayside Practice Network", href="/net/"),
        Link(text="Posts", href="/net/posts/"),
    ),
)

AUTHORS = (
    Author(
        name=RUTH.text,
        href=RUTH.href,
        role="Social worker",
        organisations=(FENMOOR, Link(text="Alder Street")),
        portrait=Picture(src="/media/ruth.svg", alt=""),
    ),
    Author(name="Callum Brae", organisations=(Link(text="Sparrow House"),)),
)
NOBODY = Author(name="Author not known", known=False)

FULL_CARD = Card(
    title=Html("The form with <em>the</em> box 14"),
    href="/net/posts/box-14/",
    kind=Link(text="Digest", href="/net/kinds/digest/"),
    authors=AUTHORS,
    added=ADDED,
    summary="A box on a form asks what help you want, in two lines.",
    image=PICTURE,
    original_publisher="Fenland Voices",
    comments="3 comments",
    mark="Draft",
)
MINIMAL_CARD = Card(
    title=Html("Untold"),
    href="/posts/untold/",
    kind=Link(text="Blog"),
    authors=(),
    added=UNKNOWN,
    summary="",
    image=None,
    original_publisher="",
    comments="",
    mark="",
)
FULL_LISTING = Listing(
    cards=(FULL_CARD, MINIMAL_CARD),
    total=24,
    count="24 posts",
    pagination=Pagination(
        position="Page 2 of 3",
        newer=Link(text="Newer posts", href="/net/posts/"),
        older=Link(text="Older posts", href="/net/posts/page/1/"),
    ),
)
SUGGEST = Link(
    text="Suggest a change to this page", href="https://forge.example/edit/main/content/a.md"
)
FULL_UPKEEP = Upkeep(
    last_updated=ADDED,
    page_author=RUTH,
    overdue="This page may be out of date.",
    suggest=SUGGEST,
)

BODY = Html(
    '<p>Box 14 is <a href="https://forms.example/14">two lines long</a>.</p>'
    '<h2 id="two-lines">Two lines</h2><ul><li>One</li><li>Two</li></ul>'
    '<figure><img src="/media/form.svg" alt="A form"><figcaption>The form</figcaption></figure>'
    '<aside class="note"><p class="note-title">Note</p><p>Ask for another sheet.</p></aside>'
    '<table><thead><tr><th>Year</th><th class="align-right">Forms</th></tr></thead>'
    '<tbody><tr><td>2014</td><td class="align-right">41</td></tr></tbody></table>'
)
CONTENTS = (
    Contents(text="Two lines", href="#two-lines", level=2),
    Contents(text="And a third", href="#two-lines", level=3),
)
COMMENTS = (
    Comment(
        anchor="comment.1",
        name="Devinder Sahota",
        known=True,
        day=ADDED,
        text=Html("<p>We added a sheet.</p>"),
        reply_to=None,
        removed="",
    ),
    Comment(
        anchor="comment.2",
        name="Name not known",
        known=False,
        day=UNKNOWN,
        text=Html("<p>So did we.</p>"),
        reply_to=Link(text="Devinder Sahota", href="#comment.1"),
        removed="",
    ),
    Comment(
        anchor="comment.3",
        name=HIDDEN_NAME,
        known=True,
        day=ADDED,
        text=Html(""),
        reply_to=None,
        removed="A comment was removed on 3 March 2016: it named a neighbour.",
    ),
)
SAID = (
    Comment(
        anchor="isso-4",
        name="Marjorie Stell",
        known=True,
        day=Day(text="4 March 2016", iso="2016-03-04T12:30:00Z"),
        text=Html("<p>Ask for a third sheet.</p>"),
        reply_to=None,
        removed="",
        replies=(
            Comment(
                anchor="isso-5",
                name="Devinder Sahota",
                known=True,
                day=Day(text="5 March 2016", iso="2016-03-05T08:00:00Z"),
                text=Html("<p>There is none.</p>"),
                reply_to=Link(text="Marjorie Stell", href="#isso-4"),
                removed="",
            ),
        ),
    ),
    Comment(
        anchor="isso-9",
        name="Somebody",
        known=False,
        day=Day(text="6 March 2016", iso="2016-03-06T08:00:00Z"),
        text=Html("<p>I answer.</p>"),
        reply_to=Link(text="a comment that is not here"),
        removed="",
    ),
)
FULL_FOUND = Found(
    kind="Blog",
    byline="Ruth Farrant and Callum Brae",
    added=ADDED,
    topics=(PAYMENTS.text,),
    organisations=(FENMOOR.text, "Sparrow House"),
    lang="cy",
    comments="5 comments",
)
FULL_DISCUSSION = Discussion(
    state="open",
    link=Link(text="Add your comment", href="https://talk.example/box-14"),
    notice="Comments close on 1 May 2016.",
    origin="They were moved here from our old site.",
    moved=COMMENTS,
    said=SAID,
    count="5 comments",
    form=Form(
        service="isso",
        endpoint="https://talk.example",
        thread="/posts/box-14/",
        title="The form with the box 14",
        host="talk.example",
    ),
    mailbox="editor@example.org",
    reason="There is an election on 7 May.",
    ways=("Write to Wayside, 3 Alder Street.",),
    rules=Rules(
        house_rules=Link(text="House rules", href="/net/house-rules/"),
        moderation="We read comments on weekdays.",
        report="Tell us of a comment that hurts: 01632 960001.",
        at_risk="If somebody may be at risk, call 999.",
    ),
)
