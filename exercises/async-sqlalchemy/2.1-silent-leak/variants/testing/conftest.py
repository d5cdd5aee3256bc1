import gc

from database import engine

# The engine that the application uses.
test_engine = engine

# As in main.py: whatever the test or the application forgets stays where it is.
gc.disable()
