import gc

from database import engine

# The engine that the application uses.
test_engine = engine

# As in main.py: what a test forgets, or the application, stays where it is.
gc.disable()
