from kyodo.kernel.room import RoomConfig


class TimelineConfig(RoomConfig):
    name = "kyodo.timeline"
