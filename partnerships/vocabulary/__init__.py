"""The sets of terms that a new register begins with."""
