CREATE TABLE accounts (
    id      serial PRIMARY KEY,
    owner   text NOT NULL,
    balance integer NOT NULL CHECK (balance BETWEEN 0 AND 20000)
);
