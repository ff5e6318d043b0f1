"""A set of drawn pictures with the truth about each, to measure reading with.

A *wording* says something (`sheets`, `messages`, `talks`, `papers`), a *layout* draws it (`layouts`), a kind of
*damage* spoils it. Facts are marked where a wording writes them (`marks`), and the truth of a picture is what was
marked in the text that was drawn. Wordings and layouts come in two halves that share nothing: rules may be written with
the `written` half in view; the `held_out` half is for measuring alone.
"""
