INSERT INTO categories (name) VALUES ('Shopping');
INSERT INTO tasks (title, category_id) VALUES ('Buy milk', 1);
