"""From draft to the site: the steps, what they lack, the preview, and steps on many records."""
