"""Pictures of a family, drawn on the server: the genogram and the ecomap. Nothing here reads the database."""
