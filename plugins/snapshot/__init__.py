"""Takes the snapshot of a comment service: asks it for its threads, and keeps them as files."""
