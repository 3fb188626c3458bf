"""Pages for anybody, for whoever has an appointment, and for the desk."""
