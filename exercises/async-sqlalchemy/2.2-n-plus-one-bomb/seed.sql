INSERT INTO categories (name) VALUES ('Work'), ('Home'), ('Health'), ('Money');

-- Every fifth task has no category.
INSERT INTO tasks (title, created_at, category_id)
SELECT 'Task ' || n, timestamp '2026-03-01' + n * interval '1 minute', nullif(n % 5, 0)
FROM generate_series(1, 10) AS n;
