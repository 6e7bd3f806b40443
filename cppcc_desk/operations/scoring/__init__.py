"""计分: schemes written and put in force, points by hand, disputes, years closed, awards decided."""
