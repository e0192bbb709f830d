"""How Hypothesis tries things out, the same for every test.

`make test SEARCH=1` looks for new examples instead of trying the same ones again.
"""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "ours",
    deadline=None,  # a busy machine is slow now and then, and no test is wrong for it
    suppress_health_check=[HealthCheck.too_slow],  # likewise
    derandomize=not os.environ.get("SEARCH"),  # a change is judged by the same examples each time
    print_blob=True,  # a failure says how to have it again
)
settings.load_profile("ours")
