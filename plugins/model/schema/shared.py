"""The keys that several kinds of content have alike, declared once."""

from __future__ import annotations

from plugins.model.field import Key
from plugins.model.values import DAY, LANGUAGE, OLD_ADDRESS, list_of

OLD_ADDRESSES = Key(
    "Old addresses that should lead here, such as `/node/17`."
    " One with a `?` needs a web host that can redirect.",
    list_of(OLD_ADDRESS),
)
REVIEW_DAY = Key("When somebody should look at it again.", DAY)
OTHER_LANGUAGE = Key("Its language, where it is not the site's.", LANGUAGE)
