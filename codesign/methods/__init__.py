"""Counting and appraisal: pure, exact, versioned algorithms over ballots and estimates."""
