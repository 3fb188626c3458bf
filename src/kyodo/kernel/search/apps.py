from kyodo.kernel.room import RoomConfig


class SearchConfig(RoomConfig):
    name = "kyodo.kernel.search"
