"""Legal advice, pre-proceedings, care proceedings, orders, and consent under section 20."""
