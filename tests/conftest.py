"""How Hypothesis tries things out, what a test's processes begin with, and the one browser.

`make test SEARCH=1` looks for new examples instead of trying the same ones again.
"""

import os
import signal
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from tests.ports import kept_port
from tests.programs import chromium

settings.register_profile(
    "ours",
    deadline=None,  # a busy machine is slow now and then, and no test is wrong for it
    suppress_health_check=[HealthCheck.too_slow],  # likewise
    derandomize=not os.environ.get("SEARCH"),  # a change is judged by the same examples each time
    print_blob=True,  # a failure says how to have it again
)
settings.load_profile("ours")
expect.set_options(timeout=30_000)  # milliseconds, as clicks are given: likewise

# A shell that starts the tests in the background lets them, and all that they start, ignore Ctrl-C.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def port() -> Iterator[int]:
    """For a server that the test starts, and for nobody else."""
    with kept_port() as port:
        yield port


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives browsers; a process can have one alone."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Tests that share it each have a profile of their own (`new_context`)."""
    program = chromium()
    browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
    yield browser
    browser.close()
