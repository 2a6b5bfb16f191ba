#!/usr/bin/env python3
"""A filter for Doxygen: docstrings.py FILE

Leaves out the inline namespace, which callers do not write, and sets the parts of a docstring (Lifetime, Units, Errors, Source) apart.
"""

import re
import sys

text = open(sys.argv[1], encoding="utf-8").read()
text = text.replace("jobpoll::inline v0", "jobpoll").replace("JOBPOLL_INLINE ", "")
# Each part begins a paragraph of its own, also where it follows another one on the same line.
text = re.sub(r"(?m)^(\s*)/// ((?:.*[.)] )?)\*?(Lifetime|Errors|Source|Units)\*?: ",
              lambda m: (f"{m[1]}/// {m[2].rstrip()}\n{m[1]}///\n" if m[2] else "") + f"{m[1]}/// **{m[3]}:** ", text)
sys.stdout.write(text)
