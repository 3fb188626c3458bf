"""Files of events in the municipal layouts: the newer 自治体標準オープンデータセット and the former 推奨データセット.

``whens`` reads the cells that say when, ``layouts`` a whole row, ``plan`` says what a row would change,
``desk`` writes it. The pages and the life of a file are the kernel's (``kyodo.kernel.imports``).
"""
