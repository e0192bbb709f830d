"""The names of languages, as readers know them (codes: BCP 47)."""

from __future__ import annotations

# Those that texts of services in Britain and Ireland are most often made in, sign languages too.
_NAMES = {
    "ar": "Arabic",
    "bfi": "British Sign Language",
    "bg": "Bulgarian",
    "bn": "Bengali",
    "cs": "Czech",
    "cy": "Welsh",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "ga": "Irish",
    "gd": "Scottish Gaelic",
    "gu": "Gujarati",
    "hi": "Hindi",
    "hu": "Hungarian",
    "isg": "Irish Sign Language",
    "it": "Italian",
    "ja": "Japanese",
    "ku": "Kurdish",
    "kw": "Cornish",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "ne": "Nepali",
    "nl": "Dutch",
    "pa": "Punjabi",
    "pl": "Polish",
    "ps": "Pashto",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sco": "Scots",
    "sk": "Slovak",
    "so": "Somali",
    "sq": "Albanian",
    "sw": "Swahili",
    "ta": "Tamil",
    "ti": "Tigrinya",
    "tl": "Tagalog",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "yue": "Cantonese",
    "zh": "Chinese",
}


def language_name(code: str) -> str:
    """The name of a language in English; the code itself where it is not known here.

    >>> language_name("cy"), language_name("pt-BR"), language_name("xx")
    ('Welsh', 'Portuguese', 'xx')
    """
    return _NAMES.get(code.partition("-")[0].lower(), code)
