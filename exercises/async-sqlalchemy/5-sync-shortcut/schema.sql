CREATE TABLE categories (
    id   serial PRIMARY KEY,
    name varchar(100) NOT NULL
);

CREATE TABLE tasks (
    id          serial PRIMARY KEY,
    title       varchar(200) NOT NULL,
    category_id integer REFERENCES categories (id)
);
