"""The last check before anything is published: what was rendered is read again.

Pages are parsed as a browser parses them. A site passes when every link and fragment leads to
something, nothing is loaded from elsewhere, nothing runs that is not ours, and no personal data
is left. The rest of the program may have faults; they must not get past here.
"""

from __future__ import annotations

from measurebook.gate.page import Survey
from measurebook.gate.rules import Rules
from measurebook.gate.site import check_site, check_surveys, survey_file

__all__ = ["Rules", "Survey", "check_site", "check_surveys", "survey_file"]
