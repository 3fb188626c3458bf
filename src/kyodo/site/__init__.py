"""The roof: settings, addresses, home, my page, feeds, open data, command line, server."""
