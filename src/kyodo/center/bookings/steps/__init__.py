"""Parts of actions that several of them share; each runs inside its action's transaction."""
