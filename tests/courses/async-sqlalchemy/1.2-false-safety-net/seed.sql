INSERT INTO categories (name) VALUES (:'category');
INSERT INTO tasks (title, category_id) VALUES (:'title', 1);
