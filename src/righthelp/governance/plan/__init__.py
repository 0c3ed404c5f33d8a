"""Plans of the trust: priorities, actions, who is accountable, what is said of each every month."""
