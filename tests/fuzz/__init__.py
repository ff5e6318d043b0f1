"""Hostile bytes for every reader of ours."""
