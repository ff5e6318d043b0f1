"""Who is handed a packet: what they ask for, which demands and articles a letter to them may use. Data with sources."""
