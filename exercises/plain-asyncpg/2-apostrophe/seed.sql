INSERT INTO people (name, city) VALUES (:'plain', 'Kyiv'), (:'irish', 'Dublin'), (:'third', 'Lima');
