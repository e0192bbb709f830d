"""The git repository that the content is kept in, and its pages at a forge."""
