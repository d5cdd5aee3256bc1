CREATE TABLE users (
    id        serial PRIMARY KEY,
    name      varchar(100) NOT NULL,
    is_active boolean NOT NULL
);

CREATE TABLE legacy_orders (
    id      serial PRIMARY KEY,
    user_id integer NOT NULL REFERENCES users (id),
    amount  numeric(10, 2) NOT NULL
);

CREATE TABLE migrated_orders (
    id      serial PRIMARY KEY,
    user_id integer NOT NULL REFERENCES users (id),
    total   numeric(10, 2) NOT NULL
);

-- What a migration leaves behind, as far as it is compared.
CREATE VIEW result AS SELECT user_id, total FROM migrated_orders;
