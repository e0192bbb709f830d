"""What a build keeps so that the next one does only what is new; it may be deleted at any time."""
