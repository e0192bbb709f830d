"""All tests here need Pagefind."""

from __future__ import annotations

import pytest

from plugins.search.index import NotIndexed, find_program
from tests.programs import lacking


@pytest.fixture(autouse=True)
def needs_pagefind() -> None:
    try:
        find_program()
    except NotIndexed as why:
        lacking(str(why))
