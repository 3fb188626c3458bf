"""The desk that takes a list of public facilities (公共施設一覧) in the old and the new municipal layout.

=============  =====================================================================
``reading``    a row → what it says of a place; what cannot be read exactly is asked
``plan``       which place a row means, by (code, ID), and what it would change there
``writing``    the rows as places, with their hours and numbers
``desk``       all of it as one ``ImportDesk`` of the kernel
=============  =====================================================================
"""
