from kyodo.kernel.room import RoomConfig


class DrawsConfig(RoomConfig):
    name = "kyodo.kernel.draws"
