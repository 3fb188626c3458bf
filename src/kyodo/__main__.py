from kyodo.site.cli import main

main()
