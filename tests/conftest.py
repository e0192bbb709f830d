"""How Hypothesis tries things out, and what a test's processes begin with, the same everywhere.

`make test SEARCH=1` looks for new examples instead of trying the same ones again.
"""

import os
import signal

from hypothesis import HealthCheck, settings

settings.register_profile(
    "ours",
    deadline=None,  # a busy machine is slow now and then, and no test is wrong for it
    suppress_health_check=[HealthCheck.too_slow],  # likewise
    derandomize=not os.environ.get("SEARCH"),  # a change is judged by the same examples each time
    print_blob=True,  # a failure says how to have it again
)
settings.load_profile("ours")

# A shell that starts the tests in the background lets them, and all that they start, ignore Ctrl-C.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
