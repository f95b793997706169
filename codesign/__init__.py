"""Codesign: redesign local services together, live, and keep an account of how it was decided.

Everything that happens in a workshop is an event in an append-only log. The core decides what may
be asked (`domain.decide`) and what it changes (`domain.evolve`); a room (`live.room`) writes before
it tells; projections turn the log into boards, tables and documents. To follow one idea from the
keystroke to the line in a commissioning document, start at `web.socket`, then `live.room`,
`domain.decide`, `store` and `projections`.
"""
