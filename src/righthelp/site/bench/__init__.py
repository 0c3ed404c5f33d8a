"""How fast the house is, as ratios against floors measured in the same run; see ``righthelp bench --help``."""
