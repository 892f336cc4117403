"""What every model and word is made of: strict models, scalar types, closed words."""
