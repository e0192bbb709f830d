"""The publication and its rules; knows nothing of Pelican, of templates or of feeds."""
