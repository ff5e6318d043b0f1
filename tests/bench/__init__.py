"""Measurements: each figure beside its goal, and beside its comparison where there is one."""
