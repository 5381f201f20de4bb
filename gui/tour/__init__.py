"""The first-run tour: a few steps on the fictional case, taken by doing them."""
