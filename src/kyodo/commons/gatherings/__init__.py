"""Gatherings: anything people come to. 講座 and イベント of the center, of groups and of the city are one noun.

Its life: written as a draft, published, and, where it cannot take place, cancelled with the reason; a
cancelled gathering stays where people look for it. Who signs up, waits and came is not kept here yet.
"""
