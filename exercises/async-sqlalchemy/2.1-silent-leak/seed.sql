INSERT INTO tasks (title) VALUES ('Buy milk');
