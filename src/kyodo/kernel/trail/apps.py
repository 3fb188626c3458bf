from kyodo.kernel.room import RoomConfig


class TrailConfig(RoomConfig):
    name = "kyodo.kernel.trail"
