"""Tries to put script and control codes into whatever shows its output and its statements.

An escape: the text arrives in another form than it was sent, so that somebody must have interpreted it.
"""
# contained: said

from toolkit import said, sql

print("began")
print("<script>alert(1)</script>\x1b]0;title\x07\u202e\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"))
sql("SELECT '<img src=x onerror=alert(1)>' AS \"</script>\"")
said(False)
