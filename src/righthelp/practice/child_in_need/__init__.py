"""Children in need: plans, reviews, step up and step down; no recourse to public funds; disabled children."""
