"""The charts: each shows a frame, none knows the session."""
