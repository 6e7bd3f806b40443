"""WINDOWS. Widgets."""
