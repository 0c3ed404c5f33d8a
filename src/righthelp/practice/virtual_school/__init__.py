"""The virtual school: personal education plans each term, how learning goes, what the premium is spent on."""
