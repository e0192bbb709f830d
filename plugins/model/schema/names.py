"""The kinds of value that name something else of the publication."""

from __future__ import annotations

from plugins.model.values import text_of

A_POST = text_of("a post: its slug, file or address")
A_POST_OR_PAGE = text_of("a post or page: its slug, file or address")
A_SERIES = text_of("the name of a series")
A_TOPIC = text_of("the name of a topic")
AN_ORGANISATION = text_of("the name of an organisation")
A_PERSON = text_of("the name of a person")
A_KEEPER = text_of("the name of a person, or a role such as Web team")
