"""The forms of the office: sections, rows, widgets, and what fields say."""
