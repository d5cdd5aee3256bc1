"""Programs that speak with the database in every way that learners' programs do; each file is one of them."""
