"""Care plans of children looked after: versions, permanence, challenges, contact, life story."""
