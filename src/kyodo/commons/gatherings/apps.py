from kyodo.kernel.room import RoomConfig


class GatheringsConfig(RoomConfig):
    name = "kyodo.commons.gatherings"
