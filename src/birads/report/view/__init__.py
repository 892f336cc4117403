"""Look things up in a report: what belongs to which finding, breast, exam and lesion."""
