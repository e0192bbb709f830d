"""Names as people send them, and what shows of each: for the build and for the comment form."""

from __future__ import annotations

_FLAG, _END = "\U0001f3f4", "\U000e007f"


def _flag(letters: str) -> str:
    return _FLAG + "".join(chr(0xE0000 + ord(letter)) for letter in letters) + _END


_STAY = [  # what letters and emoji are written with
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # Persian
    "\u0d9a\u0dca\u200d\u0dbb",  # Sinhala
    "\u09b0\u200d\u09cd\u09af",  # Bengali
    "\u0d28\u0d4d\u200d",  # Malayalam, at the end of a word
    "\u8fbb\U000e0100 \u845b\ufe00",  # Japanese: the form of an ideograph
    "\u2764\ufe0f",
    "\U0001f469\U0001f3fd\u200d\U0001f680",
    "\U0001f3f3\ufe0f\u200d\U0001f308",
    "1\ufe0f\u20e3",
    *map(_flag, ("gbeng", "gbsct", "gbwls")),
    *(
        "\u06dd\u0661",
        "\u0600\u0661",
        "\u070f\u0710",
        "\u0890",
        "\u08e2",
        "\U000110bd",
        "\U000110cd",
    ),
]
NAMES: dict[str, str] = {
    **{name: name for name in _STAY},
    "\u200b": "",
    "\u3164\u0301": "",
    "\U000e0041\ufe0f": "",
    "A\u2060nn\u200b": "Ann",
    "\u061cAnn\u200f": "Ann",
    "A\u200dnn\u200c": "Ann",
    "Ann\ufe00\U000e0100": "Ann",
    "\u202eAnn": "Ann",
    "\u8fbb\u2060\U000e0100": "\u8fbb",  # not directly after it
    "\u8fbb\U000e0100\U000e0101": "\u8fbb\U000e0100",
    "\u0661\u200c\u0662": "\u0661\u0662",  # digits are not joined
    "\u0645\u200c": "\u0645",
    "\u0645\u200c\u060c": "\u0645\u060c",
    "\u2764\u200d": "\u2764",
    _flag("secret"): _FLAG,
    _flag("gbwl"): _FLAG,
    _FLAG + "\U000e0067\U000e0062": _FLAG,
}
