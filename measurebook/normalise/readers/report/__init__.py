"""Reading a periodic report: its head, its questions with their answers, and its measures.

`parts` finds what each line opens, `grouping` where a measure begins and ends, `place` under which
headings a part stands. `head` reads who reports and when, `answers` what is answered to each
question, `personal` what of it is withheld, `measures` the measures given in full and `overview`
the rows of the older form's table; `reader` goes through the parts and puts it all together.
"""
