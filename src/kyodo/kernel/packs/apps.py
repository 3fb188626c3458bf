from kyodo.kernel.room import RoomConfig


class PacksConfig(RoomConfig):
    name = "kyodo.kernel.packs"
