"""LOOKING: functions of a session that return frozen rows."""
