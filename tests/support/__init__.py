"""What the tests stand on: environment, databases, browser, strict templates."""
