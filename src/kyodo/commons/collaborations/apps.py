from kyodo.kernel.room import RoomConfig


class CollaborationsConfig(RoomConfig):
    name = "kyodo.commons.collaborations"
