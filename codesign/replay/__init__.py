"""Reading the past: a workshop at any version, keyframes, chapters and the player."""
