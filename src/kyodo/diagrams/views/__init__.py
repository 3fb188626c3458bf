"""Pages of joint works, of their drawings, and of the city's network."""
