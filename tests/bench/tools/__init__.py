"""The site builders that are compared; each module knows one."""
