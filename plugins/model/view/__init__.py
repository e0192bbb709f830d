"""What each kind of page shows: frozen records made from the library and the settings.

A template sees one of these as `view`, and nothing else. Every field is always set.
"""
