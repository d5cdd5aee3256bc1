import sqlalchemy
from sqlalchemy import create_engine, make_url, text

URL = "postgresql://user:pass@localhost/taskdb"

print(f"A: SQLAlchemy {sqlalchemy.__version__[:3]} takes {make_url(URL).get_dialect().driver}")
with create_engine(URL).connect() as connection:
    print(f"B: {connection.scalar(text('SELECT title FROM tasks'))}")
