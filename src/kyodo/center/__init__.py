"""市民活動サポートセンター: a house of four.

Rooms and things to use (``bookings``), advice (``consultations``), events and courses (``courses``),
letters to the city's groups (``newsletters``). The pamphlet tells that it closed in the earthquake and
came back as the base of recovery. The four are strangers but for one arrow: a course takes its room
from ``bookings`` through the same writer as everybody.
"""
