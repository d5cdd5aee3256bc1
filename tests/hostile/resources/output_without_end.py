"""Tries to flood whoever reads its output.

An escape: more than the limit is kept, or the run goes on.
"""
# contained: output_limit
# proof: too much output

print("began", flush=True)
while True:
    print("x" * 1000)
