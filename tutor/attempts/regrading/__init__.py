"""Judging again after an exercise was corrected: gather, judge at leisure, look, apply."""
