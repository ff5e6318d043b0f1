"""Keeps proof that accounts were cancelled: reads it, encrypts it, finds it again, binds it into packets."""

__version__ = "0.1.0"
