"""What a packet carries to be run by a stranger, without this program."""
