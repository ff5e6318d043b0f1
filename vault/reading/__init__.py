"""The room `reading`: pictures and text to lines, lines to typed facts."""
