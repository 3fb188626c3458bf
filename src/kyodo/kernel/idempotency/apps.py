from kyodo.kernel.room import RoomConfig


class IdempotencyConfig(RoomConfig):
    name = "kyodo.kernel.idempotency"
    label = "idempotency"
