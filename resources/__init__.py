"""Data only: cases, fonts, icons, styles and translations, read through importlib.resources."""
