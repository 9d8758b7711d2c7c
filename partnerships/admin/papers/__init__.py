"""Papers in the back office: what is missing before one is made, the making, and the templates."""
