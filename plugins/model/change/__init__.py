"""What a change to the content does to the published site: two states of it, compared."""
