"""Recruitment: from a vacant post to somebody's first day, what agency staff cost, and what others pay."""
