INSERT INTO categories (name) VALUES ('Home');
INSERT INTO tasks (title, completed, created_at, category_id) VALUES
    ('Water the plants', false, '2026-01-05 09:00', NULL),
    ('Fix the tap', false, '2026-01-05 09:05', 1);
