"""Invented evidence material, the program that draws it, a demo timestamp authority, and the demo itself."""
