"""`make serve`: a server of the site, a process that builds it again, and news for the browser."""
