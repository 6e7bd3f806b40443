"""COMMANDS: the operations and queries as a command line (design: commands.md is the contract)."""
