"""What the models of a report are built from, for type checkers."""
