from kyodo.kernel.room import RoomConfig


class EditingConfig(RoomConfig):
    name = "kyodo.kernel.editing"
