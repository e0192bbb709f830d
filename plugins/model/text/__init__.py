"""The text of a file: Markdown to clean HTML, as GitHub shows it; `body` is the door."""
