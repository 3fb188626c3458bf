from kyodo.kernel.room import RoomConfig


class ActorsConfig(RoomConfig):
    name = "kyodo.commons.actors"
