"""What the report of a fit says, as tables and sentences in one language; nothing of Qt but the translation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from gui.dialogs import Table
from gui.numbers import Numbers
from model.case import Case
from model.likelihood import record_of

Report = Mapping[str, Any]
CORRELATIONS_SHOWN = 3


class FitTables:
    """One report in words. ``names`` are the firms' names as shown, by id: language and shield applied."""

    def __init__(self, report: Report, case: Case, names: Mapping[str, str], language: str) -> None:
        self.report, self._case, self._names, self._language = report, case, names, language
        self._numbers = Numbers(language, case.meta["currency"])
        self._parameter_names = {parameter.id: parameter.name(language) for parameter in case.parameters}

    def tr(self, text: str) -> str:
        """Return a text in the language on screen."""
        return QCoreApplication.translate("FitTables", text)

    def decisions(self) -> Table:
        """Return forecast against fact, a row for each recorded decision."""
        heads = (
            self.tr("Call"),
            self.tr("Firm"),
            self.tr("Fact"),
            self.tr("Prior"),
            self.tr("Posterior mean"),
            self.tr("90% band"),
            self.tr("Firm left out"),
        )
        percent = self._numbers.percent
        rows = tuple(
            (
                self._call(row["call"]),
                self._names.get(row["firm"], DASH_NAME),
                self.tr("joined") if row["joined"] else self.tr("stayed out"),
                percent(row["prior_probability"]),
                percent(row["probability"]),
                self._numbers.between(percent(row["low90"]), percent(row["high90"])),
                percent(row["left_out_probability"]),
            )
            for row in self.report["decisions"]
        )
        return Table(heads, rows, 3)

    def hits(self) -> Table:
        """Return how many decisions lie on their right side of one half, a row for each call."""
        heads = (
            self.tr("On the right side of one half"),
            self.tr("Decisions"),
            self.tr("Prior"),
            self.tr("Posterior mean"),
            self.tr("Firm left out"),
        )
        rows = tuple(
            (self._call(call), *(self._numbers.number(counts[name]) for name in COUNTS))
            for call, counts in self.report["hits"].items()
        )
        return Table(heads, rows, 1)

    def parameters(self) -> Table:
        """Return prior against posterior, the parameter that the record moved most first."""
        heads = (
            self.tr("Parameter"),
            self.tr("Prior mean"),
            self.tr("Prior sd"),
            self.tr("Posterior mean"),
            self.tr("Posterior sd"),
            self.tr("Learned"),
        )
        ordered = sorted(self.report["parameters"], key=lambda row: -float(row["learned_share"]))
        rows = tuple(
            (
                self._parameter(row["id"]),
                *(self._digits(row[name]) for name in ("prior_mean", "prior_sd", "mean", "sd")),
                self._numbers.percent(row["learned_share"]),
            )
            for row in ordered
        )
        return Table(heads, rows, 1)

    def quality(self) -> Table:
        """Return how well the draws stand for the posterior."""
        quality, ranks = self.report["quality"], self.report["simulation_based_calibration"]
        count, number = self._numbers.number, self._numbers.number
        least = self.tr("{} ({}; corrected for their number {})").format(
            number(ranks["least_p_value"], 3),
            self._parameter(ranks["least_p_value_parameter"]),
            number(ranks["least_p_value_corrected"], 2),
        )
        rows = (
            (self.tr("Worst R-hat"), number(quality["worst_r_hat"], 4)),
            (self.tr("Least effective draws of the walkers"), count(quality["least_effective_draws_of_walkers"])),
            (self.tr("Effective draws after weighing"), count(quality["importance_effective_draws"])),
            (self.tr("Pareto k of the weights"), number(quality["importance_pareto_k"], 2)),
            (
                self.tr("Error of the stand-in's log-likelihood"),
                number(quality["stand_in_error_of_log_likelihood"], 2),
            ),
            (self.tr("Different draws"), count(quality["different_draws"])),
            (self.tr("Seed"), str(self.report["provenance"]["seed"])),
            (self.tr("Simulated data sets of the rank check"), count(ranks["replications"])),
            (self.tr("Smallest p-value of the rank check"), least),
        )
        return Table((self.tr("Quality of the draws"), self.tr("Value")), rows, 1)

    def limits(self) -> tuple[str, ...]:
        """Return what the record cannot tell, in sentences."""
        decisions, hits = len(self.report["decisions"]), self.report["hits"].values()
        number = self._numbers.number
        scope = self.tr(
            "One programme, {0} decisions in {1} calls, {2} free parameters. The record can refute such a model; "
            "it cannot prove it."
        ).format(number(decisions), number(len(hits)), number(len(self.report["parameters"])))
        weak = self.tr(
            "The prior alone has {0} of {1} decisions on their right side. Where inputs and priors were set by people "
            "who knew the decisions, hits are weaker evidence than they sound."
        ).format(number(sum(row["prior"] for row in hits)), number(decisions))
        inseparable = self.tr(
            "Stigma, stock loss and the odds that firms perceive are not separable: each makes a firm with a name to "
            "lose stay out. Read them together."
        )
        inputs = self.tr("Firms' own inputs are not estimated. What they are wrong about is not in the bands.")
        return tuple(filter(None, (scope, weak, inseparable, self._strongest(), self._lists(), self._priors(), inputs)))

    def _strongest(self) -> str:
        pairs = "; ".join(
            f"{self._parameter(row['first'])} ↔ {self._parameter(row['second'])} "
            f"{self._numbers.number(row['correlation'], 2, signed=True)}"
            for row in self.report["correlations"][:CORRELATIONS_SHOWN]
        )
        return self.tr(
            "Strongest correlations: {}. A small correlation is no sign that the record tells two parameters apart: "
            "the priors hold most of them."
        ).format(pairs)

    def _lists(self) -> str:
        """Say which calls list applicants only and how that was read; nothing where there is none."""
        record = record_of(self._case)
        calls = [call for call, alone in zip(record.calls, record.applicants_only, strict=True) if alone]
        if not calls:
            return ""
        names = ", ".join(self._call(call) for call in dict.fromkeys(calls))
        text = self.tr(
            "{}: the record lists applicants only, so a firm that considered the call and stayed out is missing."
        )
        return f"{text.format(names)} {self._treatment(self.report['provenance']['treatment'])} {self._readings()}"

    def _treatment(self, treatment: str) -> str:
        texts = {
            "by_size": self.tr(
                "Large firms count in full, since their staying out would have been noticed; for the others the chance "
                "of being noticed is unknown and averaged over."
            ),
            "averaged": self.tr("The chance that staying out would have been noticed is averaged over for every firm."),
            "complete": self.tr("Every firm counts in full, as if staying out would always have been noticed."),
            "uninformative": self.tr("The list counts for nothing, as if staying out would never have been noticed."),
        }
        return texts[treatment]

    def _readings(self) -> str:
        counts = [int(row["on_right_side"]) for row in self.report["treatments"]]
        return self.tr("Under the four readings, {0} to {1} of {2} decisions are on their right side.").format(
            *(self._numbers.number(value) for value in (min(counts), max(counts), len(self.report["decisions"])))
        )

    def _priors(self) -> str:
        moved = max(max(abs(row["weaker"]), abs(row["stronger"])) for row in self.report["prior_sensitivity"])
        return self.tr("Making one prior somewhat weaker or stronger moves no forecast by more than {} points.").format(
            self._numbers.number(100 * moved, 1)
        )

    def _call(self, call_id: str) -> str:
        return next((call.title(self._language) for call in self._case.calls if call.id == call_id), call_id)

    def _parameter(self, parameter_id: str) -> str:
        return self._parameter_names.get(parameter_id, parameter_id)

    def _digits(self, value: float) -> str:
        """Return about three significant digits."""
        size = abs(float(value))
        decimals = next((places for least, places in PLACES if size >= least), MOST_PLACES)
        return self._numbers.number(float(value), decimals)


DASH_NAME = "–"
COUNTS = ("decisions", "prior", "in_sample", "left_out")
PLACES, MOST_PLACES = ((100.0, 0), (10.0, 1), (1.0, 2), (0.1, 3), (0.01, 4)), 5
