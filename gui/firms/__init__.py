"""The firms of a case in a table that can be edited."""
