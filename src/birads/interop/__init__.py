"""Translate between reports and other formats, one module per format.

Nothing here is imported by ``import birads``. The importers of public tables are ``cbis_ddsm``,
``breast_lesions_usg`` and ``cdd_cesm``; each has one function, ``read``, that answers with an
``importing.Imported``. ``dicom_sr`` writes and reads whole documents; ``formats`` lists the formats
that do, ``header`` is what a site says around a report, ``imported`` what a document gives.
"""
