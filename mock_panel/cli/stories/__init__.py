"""`mock-panel stories`: what the candidate may tell, from the shell."""
