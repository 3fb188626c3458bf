"""Places: wards and districts, facilities with their hours and closed days, desks."""
