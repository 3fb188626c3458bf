"""Pages of the rooms: what everybody sees, booking step by step, registration, the counter."""
