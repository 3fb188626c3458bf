"""What people type: the steps for anybody, and the desk's own forms."""
