"""The room that keeps: originals and events as age files, the journal, the encrypted index, keys and locks.

Its front door is `vault.keeping.store`; this package imports nothing, so that importing it costs nothing.
"""
