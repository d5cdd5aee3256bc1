"""The people, the book-keeping and the camera of `tests/browser/test_lesson.py`."""
