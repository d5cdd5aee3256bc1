INSERT INTO products (name, price, stock) VALUES ('Kettle', 24.90, 50), ('Last Lamp', 80.00, 1);
