"""``python -m jixiao``: the command where the script ``jixiao`` is not on the search path (不是内部或外部命令)."""

from addin.cli.main import main

if __name__ == "__main__":
    main()
