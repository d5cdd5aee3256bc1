from importlib.metadata import requires

import sqlalchemy
from sqlalchemy import create_engine, make_url, text

URL = "postgresql://user:pass@localhost/taskdb"

print(f"A: SQLAlchemy {sqlalchemy.__version__[:3]} takes {make_url(URL).get_dialect().driver}")

greenlet = [need for need in requires("sqlalchemy") if need.startswith("greenlet")]
print(f"G: greenlet only with an extra: {all('extra ==' in need for need in greenlet)}")

with create_engine(URL).connect() as connection:
    print(f"B: {connection.scalar(text('SELECT title FROM tasks'))}")
