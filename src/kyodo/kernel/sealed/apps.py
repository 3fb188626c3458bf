from kyodo.kernel.room import RoomConfig


class SealedConfig(RoomConfig):
    name = "kyodo.kernel.sealed"
