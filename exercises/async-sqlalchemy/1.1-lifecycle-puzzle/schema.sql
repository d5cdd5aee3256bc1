CREATE TABLE categories (
    id   serial PRIMARY KEY,
    name varchar(100) NOT NULL
);

-- The foreign key is checked by the commit, not by the INSERT.
CREATE TABLE tasks (
    id          serial PRIMARY KEY,
    title       varchar(200) NOT NULL UNIQUE,
    category_id integer REFERENCES categories (id) DEFERRABLE INITIALLY DEFERRED
);
