"""Pages: calls, plans and papers, postings of groups, and what comes after an event."""
