"""The command: `python build.py` builds the site, and with `--help` tells what else it does."""

import sys

try:
    from measurebook.cli import main
except (ImportError, SyntaxError) as fault:
    if sys.version_info >= (3, 11) and (getattr(fault, "name", None) or "").startswith(
        "measurebook"
    ):
        raise  # a broken program, not a missing package
    print(f"This Python ({sys.executable}) lacks what the build needs: {fault}", file=sys.stderr)
    print("Run `make site`, or on Windows `py tools\\workshop.py site`: both", file=sys.stderr)
    print(
        "install it into .venv and build. Then .venv's Python runs build.py, too.", file=sys.stderr
    )
    raise SystemExit(3) from None

if __name__ == "__main__":
    sys.exit(main())
