"""A set of drawn pictures with the truth about each, to measure reading with.

A *wording* says something (`sheets`, `messages`, `talks`, `papers`), a *layout* draws it (`layouts`), a kind of
*damage* spoils it. Facts are marked where a wording writes them (`marks`), and the truth of a picture is what was
marked in the text that was drawn. Wordings and layouts come in three parts that share nothing. Rules are
written with `written` in view, and with `second`, which was kept apart until its first figures were known. `fresh` is
for measuring alone; a rule that is written with it in view ends that, and a new part takes its place.
"""
