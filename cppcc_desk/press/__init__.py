"""PAPER as pages: official values set on the 22 x 28 grid and painted by Qt."""
