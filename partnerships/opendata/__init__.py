"""The way out of the register and the way into it: downloads, data sets, imports."""
