"""Joins PDFs that Typst wrote one after the other into one that is tagged and has bookmarks throughout."""
