"""No tables here. The module stands so that Django sends this app ``post_migrate``, after which rights are granted."""
