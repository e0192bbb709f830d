"""The site's own words: one table for each language, and which one a page speaks."""
