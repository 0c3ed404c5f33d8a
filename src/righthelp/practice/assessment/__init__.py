"""Child and family assessments: forty-five working days to understand a child’s life."""
