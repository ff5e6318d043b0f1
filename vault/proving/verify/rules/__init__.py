"""Every kind of finding, with its stable code: a module for each part of a packet."""
