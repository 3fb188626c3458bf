from kyodo.kernel.room import RoomConfig


class MatchingConfig(RoomConfig):
    name = "kyodo.matching"
