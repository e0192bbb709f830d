"""What differs in production; all else stands in pelicanconf.py."""

from pelicanconf import *  # noqa: F403 (Pelican's own way to build on other settings)

PUBLISHING = True
SITEURL = "https://wayside.example"
