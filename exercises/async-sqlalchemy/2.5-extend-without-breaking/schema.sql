CREATE TABLE categories (
    id   serial PRIMARY KEY,
    name varchar(100) NOT NULL UNIQUE
);

CREATE TABLE tasks (
    id          serial PRIMARY KEY,
    title       varchar(200) NOT NULL,
    description text,
    completed   boolean NOT NULL,
    created_at  timestamp NOT NULL,
    category_id integer REFERENCES categories (id)
);
