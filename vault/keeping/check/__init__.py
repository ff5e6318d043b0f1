"""The vault's own check: what lies in the folder against what the journal tells."""
