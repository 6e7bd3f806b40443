"""台账: the four ledgers of the office, out of what is recorded, and into it where they are older than the program."""
