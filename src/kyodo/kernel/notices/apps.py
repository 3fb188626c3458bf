from kyodo.kernel.room import RoomConfig


class NoticesConfig(RoomConfig):
    name = "kyodo.kernel.notices"
    label = "notices"
