"""The durable log: recorders, mapper, upcasts, keys and the ballot box."""
