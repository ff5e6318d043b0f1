"""The letter that goes with a packet: composed from confirmed facts, the user's demands and articles from data."""
