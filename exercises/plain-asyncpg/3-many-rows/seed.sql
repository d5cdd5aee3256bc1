-- The sensor of this run; there are no readings yet.
CREATE TABLE sensors AS SELECT :'sensor'::text AS name, :'factor'::integer AS factor;
CREATE VIEW expected AS
SELECT name AS sensor, factor * number % 1000 AS value FROM sensors, generate_series(0, 299) AS number;
