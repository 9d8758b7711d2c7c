"""Public pages: plain functions that ask the gate and render."""
