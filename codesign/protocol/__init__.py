"""The wire: messages, codec and close codes; SPEC.md beside this file is the authority."""
