CREATE TABLE readings (
    id     serial PRIMARY KEY,
    sensor text NOT NULL,
    value  integer NOT NULL
);
