"""The briefing pack: pages and tables as plain data, and one writer for each format."""
