"""The present: rooms, the writer, connections, fan-out and presence."""
