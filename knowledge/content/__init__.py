"""What we stand behind: entries and the instruments they rest on, as files and as published."""
