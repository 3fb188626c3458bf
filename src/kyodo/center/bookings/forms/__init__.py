"""What people type: when, for whom and what for; registrations; the counter's short forms."""
