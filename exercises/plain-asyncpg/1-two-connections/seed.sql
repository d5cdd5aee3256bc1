INSERT INTO accounts (owner, balance) VALUES (:'payer', :'balance'), (:'full', 20000), (:'poor', 0);
-- What each account has gained or lost since.
CREATE TABLE beginnings AS SELECT id, balance FROM accounts;
CREATE VIEW changes AS
SELECT accounts.id, accounts.balance - beginnings.balance AS change FROM accounts JOIN beginnings USING (id);
