"""Reading a news article about an event: what was held, when, where, by whom, and who spoke.

`page` cuts the article out of its page, `text` tells narration from quoted speech, `dates` reads
days, `names` persons and roles, `roles` whose role is whose, `people` who did what, `bodies`
organisers and venues, `sessions` the parts of the event, `appearances` who took part in each,
`facts` what is told of the event as a whole; `reader` puts them together. The words they look for
are vocabulary.
"""
