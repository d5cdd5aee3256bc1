"""Tries to have its own code run with the judge's rights: views, operators and functions that shadow the usual ones.

An escape: a trap runs as another role than the learner.
"""
# contained: said

from toolkit import said, sql

print("began")
sql("CREATE TABLE caught (who text)")
sql(
    "CREATE FUNCTION public.count(anyelement) RETURNS bigint LANGUAGE sql AS $$ INSERT INTO caught VALUES (current_user); SELECT 0::bigint $$"
)
sql(
    "CREATE FUNCTION public.trap(text, text) RETURNS boolean LANGUAGE sql AS $$ INSERT INTO caught VALUES (session_user); SELECT true $$"
)
sql("CREATE OPERATOR public.= (LEFTARG = text, RIGHTARG = text, FUNCTION = public.trap)")
sql("SET search_path = public, pg_catalog", "SELECT 'a'::text = 'b'::text")
said({row[0] for row in sql("SELECT DISTINCT who FROM caught")} - {"learner"})
