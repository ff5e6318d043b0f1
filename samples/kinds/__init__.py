"""Some four thousand invented texts whose kind is known, and the training of `vault.reading.facts.likeness` on them."""
