"""计分: what the office's schemes make of its submissions and outcomes."""
