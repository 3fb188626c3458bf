from kyodo.kernel.room import RoomConfig


class AsksConfig(RoomConfig):
    name = "kyodo.commons.asks"
