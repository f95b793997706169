"""What may be asked, what happened, and what is allowed: pure, by topic.

Read `commands/` and `events/` as the glossary, then one rules file per
topic a facilitator would name. `decide` may refuse, `evolve` may not.
"""
