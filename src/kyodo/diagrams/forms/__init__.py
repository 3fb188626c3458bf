"""What people type about joint works: facts, the story in rows, and the drawing in rows."""
