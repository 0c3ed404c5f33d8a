from django.apps import AppConfig


class Section47Config(AppConfig):
    """Strategy discussions and enquiries under section 47: is a child suffering significant harm?"""

    name = "righthelp.practice.section47"
    label = "section47"
