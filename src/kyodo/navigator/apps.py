from kyodo.kernel.room import RoomConfig


class NavigatorConfig(RoomConfig):
    name = "kyodo.navigator"
