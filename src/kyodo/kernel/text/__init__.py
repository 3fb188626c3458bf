"""Text as Japanese people type it: width, kana, hyphens and spaces folded; phones, postcodes, codes read and checked.

Functions say what they changed; nothing is refused for being full-width.
"""
