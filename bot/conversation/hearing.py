"""How clearly something must be heard before it is acted on, and how long a command may be. All of it, once.

The numbers are certainties of the recogniser, 0 to 1. Where words of an answer are easily taken for a command,
a command must be heard the more clearly.
"""

from __future__ import annotations

from datetime import timedelta

# In the middle of a form, where the open field cannot read the message.
CLEAR = 0.55
# In the middle of a form, where it can: words of people in free text are rarely commands.
VERY_CLEAR = 0.8
# At the summary nothing but steering is expected.
AT_SUMMARY = 0.5
# Idle: heard more weakly than this, a sure answer from the knowledge base wins over an act.
SURE_WISH = 0.6
# The same where nobody is spoken of: 「举报电话」 is rather asked.
SURE_WISH_OF_NOBODY = 0.9

# How likely words must be, by likeness alone, to steer a form; and where the open field reads them as its answer.
STEERS = 0.65
STEERS_BEYOND_DOUBT = 0.85

# A field that is not understood is asked so often; then it stays open, or is put off.
ASKED_AT_MOST = 3

# After a lunch break one goes on with a form; after half a day one wants to be asked.
ASKED_AGAIN_AFTER = timedelta(hours=4)

# A longer text in a form is a text, whatever it sounds like.
SHORT_CHARACTERS = 24
# 「怎么填」 is about the form, 「为什么要写保密协议」 about something else.
ABOUT_THE_FORM_CHARACTERS = 8
# A word or two of yes and no are no question, whatever the knowledge base finds in them.
A_WORD_CHARACTERS = 6
A_GREETING_CHARACTERS = 12
A_SENTENCE_CHARACTERS = 40
# What is shorter tells nothing that could be added to a case.
A_TELLING_CHARACTERS = 7
# What is left of an answer when a number was cut out of it may still be a name.
SHORTEST_NAME_CHARACTERS = 2
# How likely what the knowledge base found is the answer: as likely as not it is worth a look; beyond doubt it is
# given where nothing else was meant; next to certain, before an act that is clearly heard.
A_LIKELY_ANSWER = 0.5
AN_ANSWER_BEYOND_DOUBT = 0.9
NEXT_TO_CERTAIN = 0.95
# The second best is named beside the best where it is so likely against it.
HALF_AS_LIKELY = 0.5
# In the middle of a form a title is shown from this chance on; alone where it is likely, and much likelier than
# the next.
A_FAIR_CHANCE = 0.15
LIKELY_BESIDE_A_FORM = 0.6
MUCH_LIKELIER = 1.5
# What is asked beside a form or a story, in other words than it was typed: with the clause before it, of a report.
# So it says more and likens to more: it must be the surer, or likely and much likelier than the next.
SURE_IN_OTHER_WORDS = 0.85
LIKELY_IN_OTHER_WORDS = 0.7
