"""The open API: what the site shows, for programs."""
