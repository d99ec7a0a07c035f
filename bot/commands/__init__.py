"""The sub-commands of `shangmi`: each takes the parsed options and returns an exit status."""
