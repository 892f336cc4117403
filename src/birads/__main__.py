"""Run the command line as ``python -m birads``."""

from birads.cli import main

if __name__ == "__main__":
    main()
