"""Read models: what an audience may see, as records, and contents for outputs.

Visibility is decided here and nowhere else; the socket, the replay and the
outputs all read the same renderings. Pure: no clock, no I/O.
"""
