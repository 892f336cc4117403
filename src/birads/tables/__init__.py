"""Read the TOML tables of this library and of its users, and say who has signed them."""
