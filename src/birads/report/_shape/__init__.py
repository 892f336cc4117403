"""Keep one answer per shape of a report.

The shape is what an answer was seen to read, with names as numbers and days as ranks. An answer
is computed from a report that is made of the shape alone, so that it cannot depend on anything
else, and is filled with the names of each report that has the shape.
"""
