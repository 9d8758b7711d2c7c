"""Files: one intake, renditions of photos, one serving view behind the gate."""
