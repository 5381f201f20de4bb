"""Which teams join a public call, and what would change their minds: the engine, without a window.

case = load_case("sovereign-ai-2026")
outcome = solve(case, case.status_quo.with_lever("gpus_per_team", 1536))
outcome.firms
"""

from model import announcements, contest, equilibrium, tournament
from model.case import Case, Edit, bundled_cases, load_case
from model.document import Document
from model.errors import ModelError
from model.outcome import Outcome
from model.scenario import Scenario
from model.solve import solve, solve_batch
from model.version import __version__

__all__ = [
    "Case",
    "Document",
    "Edit",
    "ModelError",
    "Outcome",
    "Scenario",
    "__version__",
    "announcements",
    "bundled_cases",
    "contest",
    "equilibrium",
    "load_case",
    "solve",
    "solve_batch",
    "tournament",
]
