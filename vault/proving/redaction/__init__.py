"""Redaction: what a packet must not show is found, covered, and looked for again in what was made."""
