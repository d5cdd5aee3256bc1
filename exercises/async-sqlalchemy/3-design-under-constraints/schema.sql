CREATE TABLE products (
    id    serial PRIMARY KEY,
    name  varchar(200) NOT NULL,
    price numeric(10, 2) NOT NULL,
    stock integer NOT NULL
);

CREATE TABLE orders (
    id            serial PRIMARY KEY,
    customer_name varchar(200) NOT NULL,
    status        varchar(50) NOT NULL,
    created_at    timestamp NOT NULL
);

CREATE TABLE order_items (
    id         serial PRIMARY KEY,
    order_id   integer NOT NULL REFERENCES orders (id),
    product_id integer NOT NULL REFERENCES products (id),
    quantity   integer NOT NULL,
    unit_price numeric(10, 2) NOT NULL
);
