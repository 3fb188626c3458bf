from kyodo.kernel.room import RoomConfig


class DiagramsConfig(RoomConfig):
    name = "kyodo.diagrams"
