"""The desk that takes files of organizations.

=============  =====================================================================
``layouts``    a row → an organization: the NPO portal's file and our own template
``plan``       which entry a row means, and what it would change there
``writing``    the rows as entries, with their wards and fields
``desk``       all of it as one ``ImportDesk`` of the kernel
=============  =====================================================================
"""
