"""Children looked after: in care from when, by which law, living where; the homes; visits and reviews due."""
