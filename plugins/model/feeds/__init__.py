"""Which feeds there are, and what each tells its subscribers; a plugin writes them.

A feed is known by its name, such as "all", "topics/care" or "comments/soup", of which its addresses
are made (`model.address.feed`).
"""
