"""How Hypothesis tries things out, the same for every test."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "ours",
    deadline=None,  # a busy machine is slow now and then, and no test is wrong for it
    suppress_health_check=[HealthCheck.too_slow],  # likewise
    derandomize=bool(os.environ.get("CI")),  # a change is judged by the same examples every time
    print_blob=True,  # a failure says how to have it again
)
settings.load_profile("ours")
