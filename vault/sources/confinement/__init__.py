"""Takes from the process that decodes foreign bytes whatever it does not need, for good, before it sees a byte."""
