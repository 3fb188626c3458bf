from kyodo.kernel.room import RoomConfig


class TextConfig(RoomConfig):
    name = "kyodo.kernel.text"
