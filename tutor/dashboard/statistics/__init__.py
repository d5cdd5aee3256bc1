"""How a class answered each question, how long it took, and what the question is worth."""
