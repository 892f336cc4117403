"""Speak the BI-RADS lexicon: every word an enumeration member, every fact about it a row."""
