"""The command: `python build.py` builds the site, and with `--help` tells what else it does."""

import sys

try:
    from measurebook.cli import main
except KeyboardInterrupt:
    raise SystemExit(130) from None
except (ImportError, SyntaxError) as fault:
    missing = getattr(fault, "name", None) or "measurebook"
    if sys.version_info >= (3, 11) and missing.startswith("measurebook"):
        raise  # the program itself is broken
    print(f"{sys.executable} lacks what the build needs: {fault}.", file=sys.stderr)
    print(
        "`make site`, or on Windows `py tools\\workshop.py site`, installs it into", file=sys.stderr
    )
    print("the folder .venv and builds; the Python in there runs build.py, too.", file=sys.stderr)
    raise SystemExit(3) from None

if __name__ == "__main__":
    sys.exit(main())
