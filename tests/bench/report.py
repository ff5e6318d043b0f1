"""Prints a figure with its goal."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: what was measured, the value, its goal (at most), the unit, and what it is compared with."""

    what: str
    value: float
    goal: float
    unit: str
    beside: str = ""

    @property
    def reached(self) -> bool:
        """Whether the value is within the goal."""
        return self.value <= self.goal


def show(figure: Figure) -> None:
    """Print the figure on one line, what it is compared with on the next."""
    sign = "ok  " if figure.reached else "OVER"
    print(
        f"{sign} {figure.what}: {figure.value:.3g} {figure.unit} (goal: at most {figure.goal:g})", flush=True
    )
    if figure.beside:
        print(f"       {figure.beside}", flush=True)
