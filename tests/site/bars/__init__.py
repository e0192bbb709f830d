"""The bars that the site is held to, asked of it as published, in a real browser."""
