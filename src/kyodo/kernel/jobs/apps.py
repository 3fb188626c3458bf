from kyodo.kernel.room import RoomConfig


class JobsConfig(RoomConfig):
    name = "kyodo.kernel.jobs"
    label = "jobs"
