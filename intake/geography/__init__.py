import os

# Read by pypinyin when it is first imported: its table of phrases costs 45 MB, and we only ever compare
# single characters.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
