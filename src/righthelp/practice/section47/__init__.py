"""Strategy discussions and enquiries under section 47: is a child suffering significant harm?"""
