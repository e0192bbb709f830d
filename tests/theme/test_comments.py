"""What a page says of comments: those that were made, and the ways to make one."""

from __future__ import annotations

import re

import msgspec
import pytest

from plugins.model.view.discussion import Rules
from tests.theme.looking import render
from tests.theme.sample_parts import HIDDEN_NAME
from tests.theme.sample_views import FULL_POST, MINIMAL


def test_removed_comment_leaves_a_gap_without_a_name() -> None:
    html = render("post.html", FULL_POST)
    assert "A comment was removed on 3 March 2016: it named a neighbour." in html
    assert 'id="comment.3"' in html
    assert HIDDEN_NAME not in html


def test_comments_are_silent_where_they_are_off() -> None:
    off = msgspec.structs.replace(
        FULL_POST.discussion, state="off", link=None, notice="", moved=(), said=(), count=""
    )
    html = render("post.html", msgspec.structs.replace(FULL_POST, discussion=off))
    assert 'id="comments"' not in html


def test_closed_comments_keep_what_was_said() -> None:
    closed = msgspec.structs.replace(
        FULL_POST.discussion, state="closed", link=None, notice="Comments are closed."
    )
    html = render("post.html", msgspec.structs.replace(FULL_POST, discussion=closed))
    assert "We added a sheet." in html
    assert "Comments are closed." in html
    assert "Add your comment" not in html


def test_no_empty_box_stands_for_rules_that_nobody_wrote() -> None:
    closed = msgspec.structs.replace(
        FULL_POST.discussion, state="closed", link=None, form=None, rules=Rules(report="Write.")
    )
    html = render("post.html", msgspec.structs.replace(FULL_POST, discussion=closed))
    assert "comment-rules" not in html
    assert "The address for comments is editor@example.org." in render("post.html", FULL_POST)


def test_the_words_of_editors_say_their_language() -> None:
    assert FULL_POST.discussion.rules
    rules = msgspec.structs.replace(FULL_POST.discussion.rules, texts="cy")
    talk = msgspec.structs.replace(FULL_POST.discussion, rules=rules)
    html = render("post.html", msgspec.structs.replace(FULL_POST, discussion=talk))
    lang = 'lang="cy" dir="auto"'
    assert f'<div class="comment-rules" {lang}>' in html
    assert f'<p class="comments-report" {lang}>' in html


def test_what_to_know_stands_before_the_ways_to_comment() -> None:
    html = render("post.html", FULL_POST)
    rules, discussion = FULL_POST.discussion.rules, FULL_POST.discussion
    assert rules
    assert rules.house_rules
    assert discussion.link
    before = [rules.at_risk, rules.house_rules.href, rules.moderation]
    after = ['<button class="comment-open"', discussion.link.href, discussion.ways[0]]
    places = [html.index(text) for text in (*before, *after)]
    assert places == sorted(places)


@pytest.mark.parametrize(("service", "script"), [("isso", "comments"), ("giscus", "giscus")])
def test_a_page_loads_the_script_of_its_service_alone(service: str, script: str) -> None:
    assert FULL_POST.discussion.form
    form = msgspec.structs.replace(FULL_POST.discussion.form, service=service)
    talk = msgspec.structs.replace(FULL_POST.discussion, form=form)
    html = render("post.html", msgspec.structs.replace(FULL_POST, discussion=talk))
    assert re.findall(r"js/(comments|giscus)\.", html) == [script]
    assert "comments." not in "".join(
        re.findall("<script.*", render("post.html", MINIMAL["post.html"]))
    )


def test_replies_stand_within_what_they_answer() -> None:
    html = render("post.html", FULL_POST)
    answered, answer = html.index('id="isso-4"'), html.index('id="isso-5"')
    between = html[answered:answer]
    assert (between.count("<ol>"), between.count("</ol>"), between.count("</li>")) == (1, 0, 0)


def test_a_reply_to_what_is_not_there_leads_nowhere() -> None:
    html = render("post.html", FULL_POST)
    assert "in reply to a comment that is not here" in " ".join(html.split())
