"""Fixed points of the logit response, their branch and their certificate: arrays in, arrays and diagnostics out."""

from __future__ import annotations

from model.branch import LogitSolution, solve_logit

__all__ = ["LogitSolution", "solve_logit"]
