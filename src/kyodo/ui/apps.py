from kyodo.kernel.room import RoomConfig


class UiConfig(RoomConfig):
    name = "kyodo.ui"
