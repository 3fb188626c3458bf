from kyodo.kernel.room import RoomConfig


class FilesConfig(RoomConfig):
    name = "kyodo.kernel.files"
    label = "files"
