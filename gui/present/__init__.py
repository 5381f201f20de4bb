"""Presenting: the scenarios as slides, for the audience and for whoever speaks."""
