"""How well and how fast pictures are read: `make bench-reading`, or `python -m tests.bench.reading --help`."""
