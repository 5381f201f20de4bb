"""Does it hold up: a goal tested over plausible worlds, where it breaks, and which scenario is regretted least."""
