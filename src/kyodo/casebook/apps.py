from kyodo.kernel.room import RoomConfig


class CasebookConfig(RoomConfig):
    name = "kyodo.casebook"
