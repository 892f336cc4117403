"""Draw where the findings lie: each breast from the front and from the side."""
