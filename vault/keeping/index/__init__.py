"""The encrypted index: a projection of the journal that may be thrown away at any time."""
