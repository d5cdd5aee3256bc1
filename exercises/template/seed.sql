INSERT INTO people (name) VALUES (:'name');
