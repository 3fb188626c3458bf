"""Pictures of joint works for tests of the drawing: plain values, no database."""

from random import Random

from kyodo.commons.collaborations.public import Picture, PicturedPartner, PicturedTie

KINDS = (
    "civic_group", "civic_group", "community_organization", "educational_institution", "business", "public_body",
    "intermediary",
)  # fmt: skip
TIES = ("people", "place", "goods", "money", "knowledge", "information")
NAMES = (
    "町内会",
    "見本第一町内会",
    "特定非営利活動法人見本コミュニティづくりネットワーク",
    "株式会社ミホンガーデンデザインセンター",
    "見本市市民局市民協働推進課",
    "花と緑の会",
    "Sample City International Relations Association",
    "「とうちゃん会」と、みんなの食堂",
    "NPO",
    "",
)
LABELS = (
    "",
    "",
    "空き家",
    "話し合いの進め方",
    "学生ボランティアによる草取りと水やりの手伝い",
    "rice & vegetables",
    "プランター",
)


def random_picture(seed: int, most_partners: int = 12, most_ties: int = 24) -> Picture:
    """Return a picture with any number of partners and ties up to these; the same for the same seed."""
    chance = Random(seed)  # noqa: S311
    count = chance.randint(1, most_partners)
    kinds = KINDS if chance.random() < 0.8 else chance.sample(KINDS, 2)
    partners = tuple(_partner(chance, f"p{number}", chance.choice(kinds)) for number in range(count))
    ties = tuple(_tie(chance, number, count) for number in range(chance.randint(0, most_ties) if count > 1 else 0))
    return Picture(chance.choice(NAMES[:8]), "", partners, ties)


def _partner(chance: Random, key: str, kind: str) -> PicturedPartner:
    name = chance.choice(NAMES)
    return PicturedPartner(key, name, kind, chance.choice(("", "進行役", "場所の提供と声かけ")), bool(name), f"/{key}/")


def _tie(chance: Random, number: int, count: int) -> PicturedTie:
    source, target = chance.sample(range(count), 2)
    return PicturedTie(
        f"t{number}", f"p{source}", f"p{target}", chance.choice(TIES), chance.choice(LABELS), chance.random() < 0.2
    )
