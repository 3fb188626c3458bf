"""The CMS as this house uses it: who edits, who checks, and what is kept of it.

=============  ====================================================================
``groups``     the groups of the CMS, their permissions, and the moderation
``gate``       who gets in; every change is one transaction
``traces``     each change leaves its audit row and brings the search along
``moderation`` what one person writes another one publishes
``uploads``    pictures are drawn anew, papers looked through
``account``    the few settings that an editor has in the CMS
=============  ====================================================================
"""
