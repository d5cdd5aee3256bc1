CREATE TABLE tasks (
    id    serial PRIMARY KEY,
    title varchar(200) NOT NULL
);
