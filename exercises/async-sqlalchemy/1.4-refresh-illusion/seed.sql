INSERT INTO categories (name) VALUES (:'category'), ('Home');
