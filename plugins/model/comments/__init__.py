"""Discussions: threads of comments, from an older site and from the service of today."""
