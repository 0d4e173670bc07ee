# Two commands to remember: `make site` and `make test`. All they do is in tools/workshop.py,
# which Windows users start directly: py tools\workshop.py site
# More words for the program go into ARGS: make serve ARGS="--open"

PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	command -v $$name && break; done)
COMMANDS := site test serve bundle check normalise bench lighthouse pictures faces lock

ifeq ($(strip $(PYTHON)),)
$(error Python 3.11 or newer is needed, and no Python was found)
endif

.PHONY: help $(COMMANDS)
.NOTPARALLEL:

help:
	@$(PYTHON) tools/workshop.py --help

$(COMMANDS):
	@$(PYTHON) tools/workshop.py $@ $(ARGS)
