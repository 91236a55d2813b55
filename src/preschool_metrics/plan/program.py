"""An integer program and its exact optimum: the only module that knows the solver (HiGHS)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from preschool_metrics.errors import RefutedPlanError

if TYPE_CHECKING:
    from highspy import Highs, HighsLp

Terms = Mapping[int, int]
_OPTIONS: Final = {
    "threads": 1,
    "random_seed": 0,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.0,
    "mip_feasibility_tolerance": 1e-9,
    "primal_feasibility_tolerance": 1e-9,
}


class Row(NamedTuple):
    """`terms` · x + `constant` ≥ 0."""

    terms: Terms
    constant: int

    def slack(self, values: Sequence[int]) -> int:
        """Return what the left side comes to, exactly."""
        return sum(by * values[at] for at, by in self.terms.items()) + self.constant


class Program:
    """Whole-number variables from 0 on, rows that they must keep, and objectives one after the other."""

    def __init__(self) -> None:
        """Begin without variables and rows."""
        self.bounds: list[int] = []
        self.rows: list[Row] = []

    def variable(self, most: int) -> int:
        """Add a variable between 0 and `most`; its number is returned."""
        self.bounds.append(max(most, 0))
        return len(self.bounds) - 1

    def keep(self, terms: Terms, constant: int) -> None:
        """Add the row `terms` · x + `constant` ≥ 0."""
        self.rows.append(Row({at: by for at, by in terms.items() if by}, constant))

    def least(self, *objectives: Terms, start: Sequence[int] | None = None) -> list[int] | None:
        """Minimise the objectives one after the other, each without giving up what the ones before reached.

        Returns the values of the variables, or None where the rows contradict each other. Raises RefutedPlanError
        where the solver's answer, rounded, does not keep every row exactly.
        """
        if any(row.constant < 0 for row in self.rows if not row.terms):
            return None
        if not self.bounds:
            return []
        solver = _Solver(self)
        values = list(start) if start is not None else None
        for objective in objectives:
            wanted = {at: by for at, by in objective.items() if by}
            if values is not None and not wanted:
                continue
            values = solver.least(wanted, values)
            if values is None:
                return None
            self._refute(values)
            solver.hold(wanted, sum(by * values[at] for at, by in wanted.items()))
        return values

    def _refute(self, values: Sequence[int]) -> None:
        beyond = [at for at, most in enumerate(self.bounds) if not 0 <= values[at] <= most]
        broken = [row for row in self.rows if row.slack(values) < 0]
        if beyond or broken:
            raise RefutedPlanError(f"variables {beyond} beyond their bounds, rows broken: {broken}")


class _Solver:
    """A program in the solver; costs and rows change from one objective to the next."""

    def __init__(self, program: Program) -> None:
        import numpy as np
        from highspy import Highs

        self._highs = _silent(Highs)
        for name, value in _OPTIONS.items():
            self._highs.setOptionValue(name, value)
        self._highs.passModel(_model(program))
        self._columns = np.arange(len(program.bounds), dtype=np.int32)

    def least(self, objective: Terms, start: Sequence[int] | None) -> list[int] | None:
        """Return the optimum for one objective; None where there is no solution at all."""
        import numpy as np
        from highspy import HighsModelStatus, HighsSolution

        costs = np.array([objective.get(at, 0) for at in range(len(self._columns))], dtype=float)
        self._highs.changeColsCost(len(self._columns), self._columns, costs)
        if start is not None:
            solution = HighsSolution()
            solution.col_value = [float(value) for value in start]
            self._highs.setSolution(solution)
        self._highs.run()
        status = self._highs.getModelStatus()
        if status == HighsModelStatus.kInfeasible:
            return None
        if status != HighsModelStatus.kOptimal:
            raise RefutedPlanError(f"the solver proved no optimum: {self._highs.modelStatusToString(status)}")
        return [round(value) for value in self._highs.getSolution().col_value]

    def hold(self, objective: Terms, reached: int) -> None:
        """Let the objective not become worse again."""
        import numpy as np
        from highspy import kHighsInf

        indices = np.array(list(objective), dtype=np.int32)
        values = np.array(list(objective.values()), dtype=float)
        self._highs.addRow(-kHighsInf, float(reached), len(objective), indices, values)


def _model(program: Program) -> "HighsLp":
    """Return a program as the solver takes it: every variable whole, every row from its bound up."""
    import numpy as np
    from highspy import HighsLp, HighsVarType, MatrixFormat, kHighsInf

    number = len(program.bounds)
    starts, indices, values = _compressed(row.terms for row in program.rows)
    model = HighsLp()
    model.num_col_, model.num_row_ = number, len(program.rows)
    model.col_cost_, model.col_lower_ = np.zeros(number), np.zeros(number)
    model.col_upper_ = np.array(program.bounds, dtype=float)
    model.integrality_ = [HighsVarType.kInteger] * number
    model.row_lower_ = np.array([-row.constant for row in program.rows], dtype=float)
    model.row_upper_ = np.full(len(program.rows), kHighsInf)
    model.a_matrix_.format_ = MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.array(starts, dtype=np.int32)
    model.a_matrix_.index_ = np.array(indices, dtype=np.int32)
    model.a_matrix_.value_ = np.array(values, dtype=float)
    return model


def _compressed(rows: Iterable[Terms]) -> tuple[list[int], list[int], list[int]]:
    starts, indices, values = [0], list[int](), list[int]()
    for terms in rows:
        indices += terms
        values += terms.values()
        starts.append(len(indices))
    return starts, indices, values


def _silent(highs: "type[Highs]") -> "Highs":
    """Make a solver that prints nothing: its banner comes with its callbacks, before anybody could ask for silence."""

    class Silent(highs):  # type: ignore[misc, valid-type]
        def enableCallbacks(self) -> None:  # noqa: N802 - the solver's name
            self.setOptionValue("output_flag", False)  # noqa: FBT003 - takes no keyword
            super().enableCallbacks()

    return Silent()
