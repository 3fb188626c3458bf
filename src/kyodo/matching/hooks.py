from kyodo.kernel.registry import PUBLIC_TABLES

# Who is proposed to whom is kept for as long as none of these changes.
PUBLIC_TABLES.hang(
    "matching_need", "matching_need_fields", "matching_need_wards", "matching_need_districts", "matching_offer",
    "matching_offer_fields", "matching_offer_wards", "matching_introduction", "actors_capacity",
    "actors_capacity_themes",
)  # fmt: skip
