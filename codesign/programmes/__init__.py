"""Programmes and workshop templates as data: stages, checks, wording and outputs."""
