-- 120 users, 100 of them active, with five orders each.
INSERT INTO users (name, is_active)
SELECT 'User ' || n, n % 6 <> 0 FROM generate_series(1, 120) AS n;

INSERT INTO legacy_orders (user_id, amount)
SELECT users.id, 10 * users.id + n FROM users, generate_series(1, 5) AS n;
