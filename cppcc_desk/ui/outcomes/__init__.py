"""反馈 in the window: what is done with outcomes and assignments, and how one of them is shown."""
