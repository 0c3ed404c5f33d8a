"""Children in education: attendance, queries, missing education, education, health and care plans."""
