"""Where an address in a text leads, as it is to be written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.text.link_target import Leads, read_aim


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("../2023/x.md#money", "source:posts/2023/x.md#money"),
        ("photo.jpg", "source:posts/2014/photo.jpg"),
        ("{filename}/posts/x.md", "source:posts/x.md"),
        ("{static}/media/a.jpg", "source:media/a.jpg"),
        ("/posts/x/?a=b", "site:/posts/x/?a=b"),
        ("https://our.example/posts/x/", "site:/posts/x/"),
    ],
)
def test_what_is_ours_is_found(written: str, address: str) -> None:
    aim = read_aim(written, folder="posts/2014", site_url="https://our.example")
    assert (aim.leads, aim.address) == (Leads.INSIDE, address)


@pytest.mark.parametrize(
    "written", ["javascript:alert(1)", "data:text/html,x", "VBScript:x", "../../../etc/passwd", ""]
)
def test_what_must_not_be_followed_leads_nowhere_and_is_told(written: str) -> None:
    aim = read_aim(written, folder="posts/2014")
    assert aim.leads is Leads.NOWHERE
    assert aim.message


@given(st.text(max_size=40))
def test_no_address_leads_out_of_the_content_or_runs(written: str) -> None:
    aim = read_aim(written, folder="posts")
    assert ".." not in aim.address.removeprefix("source:").partition("#")[0].split("/")[:1]
    assert not aim.address.lower().startswith(("javascript:", "data:", "vbscript:"))
