from kyodo.kernel.room import RoomConfig


class CoursesConfig(RoomConfig):
    name = "kyodo.center.courses"
    label = "courses"
