class OrderError(Exception):
    """What the shop refuses, in its own words: nothing in here knows of HTTP."""
