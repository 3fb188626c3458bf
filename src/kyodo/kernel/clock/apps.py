from kyodo.kernel.room import RoomConfig


class ClockConfig(RoomConfig):
    name = "kyodo.kernel.clock"

    def ready(self) -> None:
        super().ready()
        from kyodo.kernel.clock.holidays import keep_during_requests

        keep_during_requests()
