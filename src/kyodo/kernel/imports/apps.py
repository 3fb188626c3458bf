from kyodo.kernel.room import RoomConfig


class ImportsConfig(RoomConfig):
    name = "kyodo.kernel.imports"
    label = "imports"
